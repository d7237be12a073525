public import Files

/// A SHA-256 digest (FIPS 180-4): 32 bytes.
public struct Digest: Hashable, Sendable, CustomStringConvertible {
  /// The length in bytes.
  public static let byteCount = 32

  /// The 32 bytes.
  public let bytes: [UInt8]

  /// The digest with these bytes; nil unless there are 32.
  public init?(bytes: [UInt8]) {
    guard bytes.count == Digest.byteCount else { return nil }
    self.bytes = bytes
  }

  /// The digest with these 64 hexadecimal digits of either case; nil for anything else.
  public init?(hex: String) {
    guard let bytes = Hexadecimal.bytes(hex) else { return nil }
    self.init(bytes: bytes)
  }

  init(known bytes: [UInt8]) {
    precondition(bytes.count == Digest.byteCount)
    self.bytes = bytes
  }

  /// 64 lower-case hexadecimal digits.
  public var hex: String { Hexadecimal.text(bytes) }

  /// The same as `hex`.
  public var description: String { hex }

  /// The digest of `bytes`.
  public static func sha256(_ bytes: [UInt8]) -> Digest {
    var digest = StreamingDigest()
    digest.update(bytes)
    return digest.finish()
  }

  /// The digest and the facts of the regular file at `path`, read piece by piece. Throws when it
  /// cannot be read or is written to meanwhile.
  public static func ofFile(
    _ path: String
  ) throws(FilesError) -> (digest: Digest, facts: FileFacts) {
    var digest = StreamingDigest()
    let facts = try FileChunks.forEach(path) { digest.update($0) }
    return (digest.finish(), facts)
  }
}
