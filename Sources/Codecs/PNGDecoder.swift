import Pixels

/// PNG files to pixels.
enum PNGDecoder {
  /// The keyword of the text chunk that holds XMP (XMP specification part 3, §1.1.5).
  static let xmpKeyword = "XML:com.adobe.xmp"

  static func decode(
    _ bytes: [UInt8], limits: DecodeLimits
  ) throws(CodecError) -> DecodedPicture {
    let chunks = PNGChunks(bytes)
    let header = try header(of: chunks)
    let size = try limits.check(width: header.width, height: header.height)
    do {
      return try bytes.withUnsafeBufferPointer { buffer throws(CodecError) in
        let reader = try PNGReader(buffer, maximumSide: max(size.width, size.height))
        guard reader.width == size.width, reader.height == size.height else {
          throw CodecError(.corrupt, "PNG: two headers")
        }
        var picture = DecodedPicture(raster: try decode(reader, size: size))
        picture.colorModel = reader.isGrey ? .grey : .rgb
        picture.bitsPerSample = reader.bitsPerSample
        picture.metadata = ImageMetadata(
          iccProfile: reader.profile, exif: reader.exif.flatMap(TIFFOrientation.block),
          xmp: reader.text(xmpKeyword))
        // libpng leaves out a profile it finds fault with.
        if chunks.contains("iCCP"), picture.metadata.iccProfile == nil {
          picture.notices.insert(.brokenColorProfile)
        }
        if chunks.contains("acTL") { picture.notices.insert(.firstFrameOnly) }
        return picture
      }
    } catch {
      // Data that ends early may look corrupt to libpng before it looks short.
      guard error.code == .corrupt, chunks.isTruncated else { throw error }
      throw CodecError(.truncated, error.detail)
    }
  }

  static func displayedSize(_ bytes: [UInt8]) throws(CodecError) -> Size {
    let chunks = PNGChunks(bytes)
    let header = try header(of: chunks)
    let exif = chunks.data(of: "eXIf").flatMap(TIFFOrientation.block)
    return (exif.map(TIFFOrientation.read) ?? .upright)
      .applied(to: Size(width: header.width, height: header.height))
  }

  private static func header(of chunks: PNGChunks) throws(CodecError) -> PNGChunks.Header {
    guard let header = chunks.header, header.width > 0, header.height > 0 else {
      let isShort = chunks.chunks.isEmpty && chunks.isTruncated
      throw CodecError(isShort ? .truncated : .corrupt, "PNG: no header")
    }
    return header
  }

  private static func decode(
    _ reader: borrowing PNGReader, size: Size
  ) throws(CodecError) -> Raster {
    let count = size.pixelCount
    let hasAlpha = reader.hasAlpha
    var failure: CodecError?
    var samples: [UInt8] = []
    let alpha = [UInt8](unsafeUninitializedCapacity: hasAlpha ? count : 0) { alpha, opacities in
      samples = [UInt8](unsafeUninitializedCapacity: count * 3) { output, initialized in
        guard let start = output.baseAddress else { return }
        failure = reader.decode(into: start, alpha: hasAlpha ? alpha.baseAddress : nil)
        if failure == nil { initialized = count * 3 }
      }
      if failure == nil, hasAlpha { opacities = count }
    }
    if let failure { throw failure }
    return Raster(size: size, samples: samples, alpha: alpha.nilWhenOpaque)
  }
}

extension [UInt8] {
  /// These opacities, or nil when there are none or all are 255.
  var nilWhenOpaque: [UInt8]? {
    withUnsafeBufferPointer { $0.allSatisfy { $0 == 255 } } ? nil : self
  }
}
