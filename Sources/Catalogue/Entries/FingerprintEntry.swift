/// What a registered picture's content is known by, for exchange and for finding near duplicates. The
/// local features are in the index beside the catalogue.
public struct FingerprintEntry: Sendable, Equatable {
  /// SHA-256 of the original or picture it belongs to, 32 bytes.
  public var sha256: [UInt8]
  /// PDQ hashes of its eight turned and mirrored forms, 32 bytes each.
  public var hashes: [UInt8]
  /// PDQ's quality, 0 to 100.
  public var hashQuality: Int
  /// The ISCC Image-Code's digest, 32 bytes.
  public var imageCode: [UInt8]
  /// Milliseconds since 1970 UTC.
  public var addedAt: Int64

  /// A fingerprint with these parts.
  public init(
    sha256: [UInt8], hashes: [UInt8], hashQuality: Int, imageCode: [UInt8], addedAt: Int64
  ) {
    self.sha256 = sha256
    self.hashes = hashes
    self.hashQuality = hashQuality
    self.imageCode = imageCode
    self.addedAt = addedAt
  }

  func validate() throws(CatalogueError) {
    try Validation.digest(sha256, "fingerprint.sha256")
    try Validation.digest(imageCode, "fingerprint.imageCode")
    guard hashes.count == 256, (0...100).contains(hashQuality) else {
      throw CatalogueError(.invalidEntry, "fingerprint.hashes")
    }
  }
}
