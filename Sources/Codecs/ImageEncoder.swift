public import Pixels

/// Pictures to files.
public enum ImageEncoder {
  /// A block of metadata, for saying which one a format cannot hold.
  public enum MetadataPart: String, CaseIterable, Hashable, Sendable {
    /// `ImageMetadata.iccProfile`.
    case iccProfile
    /// `ImageMetadata.exif`.
    case exif
    /// `ImageMetadata.xmp`.
    case xmp
  }

  /// A file of `raster`. Metadata is written as given, but for the parts `omittedParts` names. JPEG
  /// has no opacity: a raster with alpha is laid on white.
  public static func encode(
    _ raster: Raster, metadata: ImageMetadata, settings: EncodeSettings
  ) throws(CodecError) -> [UInt8] {
    var kept = metadata
    for part in omittedParts(of: metadata, settings: settings) {
      switch part {
      case .iccProfile: kept.iccProfile = nil
      case .exif: kept.exif = nil
      case .xmp: kept.xmp = nil
      }
    }
    switch settings.format {
    case .jpeg:
      return try JPEGEncoder.encode(raster.onWhite, metadata: kept, settings: settings)
    case .png: return try PNGEncoder.encode(raster, metadata: kept, settings: settings)
    case .webp: return try WebPEncoder.encode(raster, metadata: kept, settings: settings)
    case .heic, .avif: throw CodecError(.unsupportedFormat, settings.format.rawValue)
    }
  }

  /// The parts of `metadata` that a file with these settings cannot hold and `encode` leaves out: a
  /// profile for another kind of colour than is written (a grey profile beside RGB samples would
  /// be wrong, not merely useless), and in JPEG, whose segments end at 64 KiB, an Exif block above
  /// 65,527 bytes, an XMP packet above 65,504 bytes and a profile above 255 segments. Splitting
  /// the first two would need conventions few readers know.
  public static func omittedParts(
    of metadata: ImageMetadata, settings: EncodeSettings
  ) -> Set<MetadataPart> {
    var omitted: Set<MetadataPart> = []
    let writesGrey = settings.colorModel == .grey && settings.format != .webp
    if let profile = metadata.iccProfile,
      ColorProfile.model(of: profile) != (writesGrey ? .grey : .rgb)
    {
      omitted.insert(.iccProfile)
    }
    guard settings.format == .jpeg else { return omitted }
    let room = JPEGSegments.maximumPayload
    if let exif = metadata.exif, exif.count > room - JPEGSegments.exifIdentifier.count {
      omitted.insert(.exif)
    }
    if let xmp = metadata.xmp, xmp.count > room - JPEGSegments.xmpIdentifier.count {
      omitted.insert(.xmp)
    }
    if let profile = metadata.iccProfile, profile.count > 255 * JPEGEncoder.profileBytesPerSegment {
      omitted.insert(.iccProfile)
    }
    return omitted
  }
}
