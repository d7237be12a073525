import CWebP
import Pixels

/// WebP files to pixels.
enum WebPDecoder {
  private struct Features {
    var width: Int
    var height: Int
    var hasAlpha: Bool
    var isAnimated: Bool
    var isLossless: Bool
  }

  static func decode(
    _ bytes: [UInt8], limits: DecodeLimits
  ) throws(CodecError) -> DecodedPicture {
    let chunks = RIFFChunks(bytes)
    let features = try features(of: bytes, chunks: chunks)
    let size = try limits.check(width: features.width, height: features.height)
    if chunks.isTruncated { throw CodecError(.truncated, "WebP: shorter than its header says") }
    let raster =
      features.isAnimated
      ? try decodeFirstFrame(bytes, size: size)
      : try decodeStill(bytes, size: size, hasAlpha: features.hasAlpha)
    var picture = DecodedPicture(raster: raster)
    picture.webpIsLossless = features.isLossless
    if features.isAnimated { picture.notices.insert(.firstFrameOnly) }
    picture.metadata = ImageMetadata(
      iccProfile: chunks.data(of: "ICCP"),
      exif: chunks.data(of: "EXIF").flatMap(TIFFOrientation.block), xmp: chunks.data(of: "XMP "))
    return picture
  }

  static func displayedSize(_ bytes: [UInt8]) throws(CodecError) -> Size {
    let chunks = RIFFChunks(bytes)
    let features = try features(of: bytes, chunks: chunks)
    let exif = chunks.data(of: "EXIF").flatMap(TIFFOrientation.block)
    return (exif.map(TIFFOrientation.read) ?? .upright)
      .applied(to: Size(width: features.width, height: features.height))
  }

  private static func features(
    of bytes: [UInt8], chunks: RIFFChunks
  ) throws(CodecError) -> Features {
    var features = WebPBitstreamFeatures()
    let status = WebPGetFeatures(bytes, bytes.count, &features)
    guard status == VP8_STATUS_OK else { throw error(status, chunks: chunks) }
    return Features(
      width: Int(features.width), height: Int(features.height), hasAlpha: features.has_alpha != 0,
      isAnimated: features.has_animation != 0, isLossless: features.format == 2)
  }

  private static func error(_ status: VP8StatusCode, chunks: RIFFChunks) -> CodecError {
    let detail = "WebP: status \(status.rawValue)"
    switch status {
    case VP8_STATUS_OUT_OF_MEMORY: return CodecError(.outOfMemory, detail)
    case VP8_STATUS_NOT_ENOUGH_DATA, VP8_STATUS_SUSPENDED: return CodecError(.truncated, detail)
    default: return CodecError(chunks.isTruncated ? .truncated : .corrupt, detail)
    }
  }

  private static func decodeStill(
    _ bytes: [UInt8], size: Size, hasAlpha: Bool
  ) throws(CodecError) -> Raster {
    let channels = hasAlpha ? 4 : 3
    let count = size.pixelCount * channels
    var status = VP8_STATUS_OUT_OF_MEMORY
    let pixels = [UInt8](unsafeUninitializedCapacity: count) { output, initialized in
      var configuration = WebPDecoderConfig()
      guard WebPInitDecoderConfig(&configuration) != 0, let start = output.baseAddress else {
        return
      }
      configuration.output.colorspace = hasAlpha ? MODE_RGBA : MODE_RGB
      configuration.output.is_external_memory = 1
      configuration.output.u.RGBA = WebPRGBABuffer(
        rgba: start, stride: Int32(size.width * channels), size: count)
      status = WebPDecode(bytes, bytes.count, &configuration)
      WebPFreeDecBuffer(&configuration.output)
      if status == VP8_STATUS_OK { initialized = count }
    }
    guard status == VP8_STATUS_OK else { throw error(status, chunks: RIFFChunks(bytes)) }
    if !hasAlpha { return Raster(size: size, samples: pixels) }
    return pixels.withUnsafeBufferPointer { Raster(size: size, interleaved: $0) }
  }

  /// The canvas after the first frame: libwebpdemux places and blends it.
  private static func decodeFirstFrame(
    _ bytes: [UInt8], size: Size
  ) throws(CodecError) -> Raster {
    try bytes.withUnsafeBufferPointer { buffer throws(CodecError) in
      var data = WebPData(bytes: buffer.baseAddress, size: buffer.count)
      var options = WebPAnimDecoderOptions()
      guard WebPAnimDecoderOptionsInit(&options) != 0 else { throw CodecError(.outOfMemory) }
      options.color_mode = MODE_RGBA
      guard let decoder = WebPAnimDecoderNew(&data, &options) else {
        throw CodecError(.corrupt, "WebP: animation")
      }
      defer { WebPAnimDecoderDelete(decoder) }
      var information = WebPAnimInfo()
      var canvas: UnsafeMutablePointer<UInt8>?
      var time: Int32 = 0
      guard WebPAnimDecoderGetInfo(decoder, &information) != 0,
        Int(information.canvas_width) == size.width,
        Int(information.canvas_height) == size.height,
        WebPAnimDecoderGetNext(decoder, &canvas, &time) != 0, let canvas
      else { throw CodecError(.corrupt, "WebP: first frame") }
      return Raster(
        size: size,
        interleaved: UnsafeBufferPointer(start: canvas, count: size.pixelCount * 4))
    }
  }
}
