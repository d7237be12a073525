public import Pixels

/// What an index knows of a picture besides its features.
public struct IndexedPicture: Sendable, Equatable {
  /// SHA-256 of the picture's file, 32 bytes.
  public let sha256: [UInt8]
  /// The size of the working picture the features were found in.
  public let size: Size
  /// How many features it has in the index.
  public let featureCount: Int
  /// PDQ's hash of the picture.
  public let hash: PerceptualHash
  /// PDQ's measure of how much there was to hash, 0 to 100.
  public let hashQuality: Int

  /// Bytes of one picture in a segment.
  static let byteCount = 80
  static let digestLength = 32

  /// A picture with these facts.
  public init(
    sha256: [UInt8], size: Size, featureCount: Int, hash: PerceptualHash, hashQuality: Int
  ) {
    precondition(sha256.count == Self.digestLength)
    self.sha256 = sha256
    self.size = size
    self.featureCount = featureCount
    self.hash = hash
    self.hashQuality = hashQuality
  }

  /// Reads what `bytes` gave; nil when a value cannot be.
  init?(_ bytes: UnsafeRawBufferPointer) {
    guard bytes.count == Self.byteCount, let hash = PerceptualHash(bytes: bytes[32..<64]) else {
      return nil
    }
    func word(_ offset: Int) -> Int { Int(bytes[offset]) | Int(bytes[offset + 1]) << 8 }
    self.init(
      sha256: Array(bytes[0..<32]), size: Size(width: word(64), height: word(66)),
      featureCount: word(68), hash: hash, hashQuality: Int(bytes[70]))
    guard size.width > 0, size.height > 0 else { return nil }
  }

  var bytes: [UInt8] {
    func word(_ value: Int) -> [UInt8] {
      [UInt8(truncatingIfNeeded: value), UInt8(truncatingIfNeeded: value >> 8)]
    }
    return sha256 + hash.bytes + word(size.width) + word(size.height) + word(featureCount)
      + [UInt8(min(hashQuality, 255))] + [UInt8](repeating: 0, count: 9)
  }
}
