import COpenSSL

/// A SHA-256 digest of bytes that arrive in pieces.
public struct StreamingDigest: ~Copyable {
  private let context: OpaquePointer

  /// The digest of nothing yet.
  public init() {
    guard let context = EVP_MD_CTX_new() else { preconditionFailure("out of memory") }
    self.context = context
    let isReady = EVP_DigestInit_ex(context, EVP_sha256(), nil) == 1
    precondition(isReady, "libcrypto has no SHA-256")
  }

  deinit { EVP_MD_CTX_free(context) }

  /// Adds a piece.
  public mutating func update(_ bytes: UnsafeRawBufferPointer) {
    guard bytes.count > 0 else { return }
    let isDone = EVP_DigestUpdate(context, bytes.baseAddress, bytes.count) == 1
    precondition(isDone, "libcrypto's SHA-256 failed")
  }

  /// Adds a piece.
  public mutating func update(_ bytes: [UInt8]) {
    bytes.withUnsafeBytes { update($0) }
  }

  /// The digest of all pieces.
  public consuming func finish() -> Digest {
    var bytes = [UInt8](repeating: 0, count: Digest.byteCount)
    let isDone = EVP_DigestFinal_ex(context, &bytes, nil) == 1
    precondition(isDone, "libcrypto's SHA-256 failed")
    return Digest(known: bytes)
  }
}
