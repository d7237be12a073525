import Pixels

/// JPEG files to pixels.
enum JPEGDecoder {
  static func decode(
    _ bytes: [UInt8], limits: DecodeLimits
  ) throws(CodecError) -> DecodedPicture {
    let segments = JPEGSegments(bytes)
    let profile = segments.profile
    var picture = try bytes.withUnsafeBufferPointer { buffer throws(CodecError) in
      let reader = try JPEGReader(buffer)
      let size = try limits.check(width: reader.width, height: reader.height)
      let samples =
        reader.isCMYK
        ? try decodeCMYK(reader, count: size.pixelCount, profile: profile.bytes)
        : try decodeRGB(reader, count: size.pixelCount)
      let settings = reader.settings
      var picture = DecodedPicture(raster: Raster(size: size, samples: samples))
      picture.notices = reader.notices
      picture.colorModel = reader.isCMYK ? .cmyk : settings.transform == .grey ? .grey : .rgb
      picture.jpeg = settings
      return picture
    }
    picture.metadata = ImageMetadata(
      iccProfile: profile.bytes, exif: segments.exif, xmp: segments.xmp)
    if profile.isBroken { picture.notices.insert(.brokenColorProfile) }
    if picture.colorModel == .cmyk {
      picture.notices.insert(.convertedFromCMYK)
      if let bytes = profile.bytes, !ColorProfile.isUsable(bytes, for: .cmyk) {
        picture.notices.insert(.brokenColorProfile)
      }
      picture.metadata.iccProfile = nil
    }
    return picture
  }

  static func displayedSize(_ bytes: [UInt8]) throws(CodecError) -> Size {
    let segments = JPEGSegments(bytes)
    guard let frame = segments.frame, frame.width > 0, frame.height > 0 else {
      throw CodecError(segments.reachesScan ? .corrupt : .truncated, "JPEG: no frame header")
    }
    return (segments.exif.map(TIFFOrientation.read) ?? .upright)
      .applied(to: Size(width: frame.width, height: frame.height))
  }

  private static func decodeRGB(
    _ reader: borrowing JPEGReader, count: Int
  ) throws(CodecError) -> [UInt8] {
    var failure: CodecError?
    let samples = [UInt8](unsafeUninitializedCapacity: count * 3) { output, initialized in
      guard let start = output.baseAddress else { return }
      failure = reader.decode(into: start)
      if failure == nil { initialized = count * 3 }
    }
    if let failure { throw failure }
    return samples
  }

  /// Four-colour JPEGs hold inverted ink (255 is none): Adobe's programs began it, all others
  /// follow. Without a usable profile each ink is taken as an ideal filter.
  private static func decodeCMYK(
    _ reader: borrowing JPEGReader, count: Int, profile: [UInt8]?
  ) throws(CodecError) -> [UInt8] {
    var failure: CodecError?
    let inks = [UInt8](unsafeUninitializedCapacity: count * 4) { output, initialized in
      guard let start = output.baseAddress else { return }
      failure = reader.decode(into: start)
      if failure == nil { initialized = count * 4 }
    }
    if let failure { throw failure }
    return [UInt8](unsafeUninitializedCapacity: count * 3) { output, initialized in
      inks.withUnsafeBufferPointer { inks in
        guard let from = inks.baseAddress, let to = output.baseAddress else { return }
        if let profile,
          ColorProfile.convertInvertedCMYK(from, to: to, count: count, from: profile)
        {
          return
        }
        for i in 0..<count {
          let pixel = from + 4 &* i
          let black = Int(pixel[3])
          for channel in 0..<3 {
            to[3 &* i &+ channel] =
              UInt8(truncatingIfNeeded: (Int(pixel[channel]) &* black &+ 127) / 255)
          }
        }
      }
      initialized = count * 3
    }
  }
}
