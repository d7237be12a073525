import CWebP
import Pixels

/// Pixels to WebP files.
enum WebPEncoder {
  /// The bound of either side (RFC 9649 §3).
  private static let maximumSide = 16_383

  static func encode(
    _ raster: Raster, metadata: ImageMetadata, settings: EncodeSettings
  ) throws(CodecError) -> [UInt8] {
    guard max(raster.size.width, raster.size.height) <= maximumSide, raster.size.pixelCount > 0
    else { throw CodecError(.encodeFailed, "WebP: \(raster.size.width)x\(raster.size.height)") }
    let bitstream = try compress(raster, settings: settings)
    guard metadata.iccProfile != nil || metadata.exif != nil || metadata.xmp != nil else {
      return bitstream
    }
    return wrap(bitstream, raster: raster, metadata: metadata)
  }

  private static func compress(
    _ raster: Raster, settings: EncodeSettings
  ) throws(CodecError) -> [UInt8] {
    var configuration = WebPConfig()
    var picture = WebPPicture()
    guard WebPConfigInit(&configuration) != 0, WebPPictureInit(&picture) != 0 else {
      throw CodecError(.encodeFailed, "WebP: library version")
    }
    configuration.lossless = settings.webpIsLossless ? 1 : 0
    // For lossless files this is effort, and the library's own default of 75 is a fair one.
    configuration.quality =
      settings.webpIsLossless ? 75 : Float(min(max(settings.webpQuality, 0), 100))
    configuration.exact = settings.webpIsLossless ? 1 : 0
    picture.use_argb = configuration.lossless
    picture.width = Int32(raster.size.width)
    picture.height = Int32(raster.size.height)
    let hasAlpha = raster.alpha != nil
    let imported =
      hasAlpha
      ? WebPPictureImportRGBA(&picture, raster.interleaved, picture.width * 4)
      : WebPPictureImportRGB(&picture, raster.samples, picture.width * 3)
    defer { WebPPictureFree(&picture) }
    guard imported != 0 else { throw CodecError(.outOfMemory, "WebP") }
    var writer = WebPMemoryWriter()
    WebPMemoryWriterInit(&writer)
    defer { WebPMemoryWriterClear(&writer) }
    let encoded = withUnsafeMutablePointer(to: &writer) { writer in
      picture.writer = WebPMemoryWrite
      picture.custom_ptr = UnsafeMutableRawPointer(writer)
      return WebPEncode(&configuration, &picture)
    }
    guard encoded != 0, let start = writer.mem else {
      throw CodecError(.encodeFailed, "WebP: error \(picture.error_code.rawValue)")
    }
    return Array(UnsafeBufferPointer(start: start, count: writer.size))
  }

  /// The extended file layout (RFC 9649 §2.7): VP8X, then the profile, the picture, Exif and XMP.
  private static func wrap(
    _ file: [UInt8], raster: Raster, metadata: ImageMetadata
  ) -> [UInt8] {
    let source = RIFFChunks(file)
    var flags: UInt8 = 0
    if metadata.iccProfile != nil { flags |= 0x20 }
    if raster.alpha != nil { flags |= 0x10 }
    if metadata.exif != nil { flags |= 0x08 }
    if metadata.xmp != nil { flags |= 0x04 }
    var header: [UInt8] = [flags, 0, 0, 0]
    header.append(raster.size.width - 1, bytes: 3, isBigEndian: false)
    header.append(raster.size.height - 1, bytes: 3, isBigEndian: false)
    var chunks: [(code: String, data: [UInt8])] = [("VP8X", header)]
    if let profile = metadata.iccProfile { chunks.append(("ICCP", profile)) }
    for chunk in source.chunks where chunk.code != "VP8X" {
      chunks.append((chunk.code, Array(file[chunk.data])))
    }
    if let exif = metadata.exif { chunks.append(("EXIF", exif)) }
    if let xmp = metadata.xmp { chunks.append(("XMP ", xmp)) }
    return RIFFChunks.file(of: chunks)
  }
}
