/// The blocks of metadata that travel with a picture, each as the bytes found.
public struct ImageMetadata: Sendable, Equatable {
  /// An ICC profile (ISO 15076-1).
  public var iccProfile: [UInt8]?
  /// The TIFF block of the Exif data (JEITA CP-3451), from its `II` or `MM` on.
  public var exif: [UInt8]?
  /// An XMP packet (ISO 16684-1), as UTF-8.
  public var xmp: [UInt8]?

  /// Metadata of these blocks.
  public init(iccProfile: [UInt8]? = nil, exif: [UInt8]? = nil, xmp: [UInt8]? = nil) {
    self.iccProfile = iccProfile
    self.exif = exif
    self.xmp = xmp
  }
}
