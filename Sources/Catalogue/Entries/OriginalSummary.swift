/// What is needed of an original when all of them are gone through: everything but preview and EXIF.
public struct OriginalSummary: Sendable, Equatable {
  /// SHA-256 of the file, 32 bytes.
  public let sha256: [UInt8]
  /// Bytes.
  public let size: Int
  /// Where it was first seen.
  public let path: String
  /// The last part of the path.
  public let fileName: String
  /// Pixels, when the picture could be read.
  public let pixelWidth: Int?
  /// Pixels, when the picture could be read.
  public let pixelHeight: Int?
  /// Perceptual hashes, as the module that makes them writes them.
  public let contentHashes: [UInt8]?
  /// Milliseconds since 1970 UTC.
  public let addedAt: Int64
}
