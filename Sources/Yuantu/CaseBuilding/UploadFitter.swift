import Cases
import Codecs
import Files
import Pixels

/// Fits a file into what a form takes, keeping its EXIF.
enum UploadFitter {
  /// What is uploaded.
  enum Result {
    /// The file itself, byte for byte.
    case exact
    /// A smaller or converted copy, with what it keeps of the original's metadata.
    case derived([UInt8], keepsExif: Bool)
  }

  private static let step = 0.85
  private static let attempts = 14

  /// Throws when the file cannot be decoded, or no copy fits.
  static func fit(
    _ candidate: Candidate, _ uploads: CaseForm.Uploads, limits: DecodeLimits
  ) throws -> Result {
    let ceiling = uploads.maximumBytes ?? .max
    if candidate.size <= ceiling,
      ImageFormat(rawValue: candidate.format).map({ uploads.formats.contains($0) }) ?? false
    {
      return .exact
    }
    let image = try SourceImage.decode(
      try FileBytes.read(candidate.path, atMost: limits.maximumFileBytes), limits: limits)
    var settings = EncodeSettings.matching(image, format: .jpeg)
    var raster = image.raster
    for _ in 0..<attempts {
      settings.jpegQuality = ceiling == .max ? .quality(95) : .atMost(bytes: ceiling)
      if let bytes = try encoded(raster, image.metadata, settings) {
        let omitted = ImageEncoder.omittedParts(of: image.metadata, settings: settings)
        return .derived(bytes, keepsExif: image.metadata.exif != nil && !omitted.contains(.exif))
      }
      raster = smaller(raster)
    }
    throw CodecError(.byteCeilingUnreachable, "JPEG: \(ceiling) bytes")
  }

  /// Nil when no quality fits the ceiling.
  private static func encoded(
    _ raster: Raster, _ metadata: ImageMetadata, _ settings: EncodeSettings
  ) throws(CodecError) -> [UInt8]? {
    do {
      return try ImageEncoder.encode(raster, metadata: metadata, settings: settings)
    } catch {
      guard error.code == .byteCeilingUnreachable else { throw error }
      return nil
    }
  }

  private static func smaller(_ raster: Raster) -> Raster {
    let size = Size(
      width: max(1, Int(Double(raster.size.width) * step)),
      height: max(1, Int(Double(raster.size.height) * step)))
    return Resampler(from: raster.size, to: size)(raster)
  }
}
