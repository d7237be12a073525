import CHEIF
import Pixels

/// HEIC and AVIF files to pixels. libheif applies the file's own rotation and mirroring.
enum HEIFDecoder {
  static func decode(
    _ bytes: [UInt8], limits: DecodeLimits
  ) throws(CodecError) -> DecodedPicture {
    try withReader(bytes, limits: limits) { reader throws(CodecError) in
      let size = try limits.check(width: reader.width, height: reader.height)
      var picture = DecodedPicture(raster: try reader.decode(size: size))
      picture.isUpright = true
      picture.bitsPerSample = reader.bitsPerSample
      if reader.isSequence { picture.notices.insert(.firstFrameOnly) }
      let profile = reader.profile
      if profile.isHighDynamicRange { picture.notices.insert(.highDynamicRange) }
      picture.metadata = ImageMetadata(
        iccProfile: profile.bytes, exif: reader.exif, xmp: reader.xmp)
      return picture
    }
  }

  static func displayedSize(
    _ bytes: [UInt8], limits: DecodeLimits
  ) throws(CodecError) -> Size {
    try withReader(bytes, limits: limits) { reader throws(CodecError) in
      Size(width: reader.width, height: reader.height)
    }
  }

  private static func withReader<Result>(
    _ bytes: [UInt8], limits: DecodeLimits,
    body: (borrowing HEIFReader) throws(CodecError) -> Result
  ) throws(CodecError) -> Result {
    let isTruncated = ISOBoxes.isTruncated(bytes)
    do {
      return try bytes.withUnsafeBufferPointer { buffer throws(CodecError) in
        try body(HEIFReader(buffer, limits: limits))
      }
    } catch {
      guard error.code == .corrupt, isTruncated else { throw error }
      throw CodecError(.truncated, error.detail)
    }
  }
}
