public import Pixels

/// A decoded picture file: pixels ready for work, and all that is needed to write it back alike.
public struct SourceImage: Sendable {
  /// The format, by content.
  public let format: ImageFormat
  /// The picture as it is shown (orientation applied), in the colour space of
  /// `metadata.iccProfile`, or sRGB when there is none.
  public private(set) var raster: Raster
  /// The metadata found. The Orientation tag inside the Exif block says 1, since the pixels are
  /// already turned; nothing else in it differs from the file. A profile that cannot be used, and
  /// the profile of a CMYK file, is left out.
  public let metadata: ImageMetadata
  /// The kind of colour the file stores; `raster` is RGB in each case.
  public let colorModel: ColorModel
  /// What is worth knowing about the decoding.
  public let notices: Set<SourceNotice>
  /// How a JPEG is coded; nil for the other formats.
  public let jpeg: JPEGSettings?
  /// Whether the file is a lossless WebP.
  public let webpIsLossless: Bool
  /// Bits a sample in the file: 1, 2, 4, 8, 10, 12 or 16.
  public let bitsPerSample: Int

  /// Decodes a file held in memory. Throws when it is no picture, not supported, beyond `limits`,
  /// or so broken that nothing can be used.
  public static func decode(
    _ bytes: [UInt8], limits: DecodeLimits = .init()
  ) throws(CodecError) -> SourceImage {
    let format = try recognize(bytes, limits: limits)
    let picture =
      switch format {
      case .jpeg: try JPEGDecoder.decode(bytes, limits: limits)
      case .png: try PNGDecoder.decode(bytes, limits: limits)
      case .webp: try WebPDecoder.decode(bytes, limits: limits)
      case .heic, .avif: try HEIFDecoder.decode(bytes, limits: limits)
      }
    return SourceImage(format: format, picture: picture)
  }

  /// Reads the header only.
  public static func probe(
    _ bytes: [UInt8], limits: DecodeLimits = .init()
  ) throws(CodecError) -> ImageHeader {
    let format = try recognize(bytes, limits: limits)
    let size =
      switch format {
      case .jpeg: try JPEGDecoder.displayedSize(bytes)
      case .png: try PNGDecoder.displayedSize(bytes)
      case .webp: try WebPDecoder.displayedSize(bytes)
      case .heic, .avif: try HEIFDecoder.displayedSize(bytes, limits: limits)
      }
    return ImageHeader(format: format, size: size)
  }

  /// The same file's facts with other pixels, in the same colour space.
  public func replacing(_ raster: Raster) -> SourceImage {
    var copy = self
    copy.raster = raster
    return copy
  }

  /// The picture converted to sRGB through its profile; the raster itself when it has none or the
  /// profile is sRGB already. A profile that cannot be used counts as sRGB.
  public func analysisRaster() throws(CodecError) -> Raster {
    guard let profile = metadata.iccProfile else { return raster }
    return ColorProfile.convertToSRGB(raster, from: profile) ?? raster
  }

  private init(format: ImageFormat, picture: DecodedPicture) {
    var notices = picture.notices
    var metadata = picture.metadata
    if let profile = metadata.iccProfile,
      !ColorProfile.isUsable(profile, for: picture.colorModel)
    {
      notices.insert(.brokenColorProfile)
      metadata.iccProfile = nil
    }
    if picture.bitsPerSample > 8 { notices.insert(.reducedTo8Bits) }
    var orientation = Orientation.upright
    if let exif = metadata.exif {
      orientation = picture.isUpright ? .upright : TIFFOrientation.read(exif)
      metadata.exif = TIFFOrientation.madeUpright(exif)
    }
    self.format = format
    self.raster = orientation.applied(to: picture.raster)
    self.metadata = metadata
    self.colorModel = picture.colorModel
    self.notices = notices
    self.jpeg = picture.jpeg
    self.webpIsLossless = picture.webpIsLossless
    self.bitsPerSample = picture.bitsPerSample
  }

  private static func recognize(
    _ bytes: [UInt8], limits: DecodeLimits
  ) throws(CodecError) -> ImageFormat {
    guard bytes.count <= limits.maximumFileBytes else {
      throw CodecError(.tooLarge, "\(bytes.count) bytes")
    }
    if let format = ImageFormat.detect(bytes) { return format }
    if let name = ForeignFormat.name(of: bytes) { throw CodecError(.unsupportedFormat, name) }
    throw CodecError(.notAnImage)
  }
}
