import COpenSSL

/// The hash algorithms C2PA allows (C2PA 2.2 §13.1).
public enum HashAlgorithm: String, CaseIterable, Sendable {
  /// SHA-256, 32 bytes.
  case sha256
  /// SHA-384, 48 bytes.
  case sha384
  /// SHA-512, 64 bytes.
  case sha512

  /// The hash of `pieces` of `bytes`, one after the other. Every piece must lie inside `bytes`.
  public func hash(_ bytes: [UInt8], pieces: [Range<Int>]) -> [UInt8] {
    guard let context = EVP_MD_CTX_new() else { preconditionFailure("out of memory") }
    defer { EVP_MD_CTX_free(context) }
    var isDone = EVP_DigestInit_ex(context, method, nil) == 1
    bytes.withUnsafeBytes { whole in
      for piece in pieces where !piece.isEmpty {
        let part = UnsafeRawBufferPointer(rebasing: whole[piece])
        isDone = isDone && EVP_DigestUpdate(context, part.baseAddress, part.count) == 1
      }
    }
    var hash = [UInt8](repeating: 0, count: Int(EVP_MAX_MD_SIZE))
    var count: UInt32 = 0
    isDone = isDone && EVP_DigestFinal_ex(context, &hash, &count) == 1
    precondition(isDone, "libcrypto's \(rawValue) failed")
    return Array(hash.prefix(Int(count)))
  }

  /// The hash of `bytes`.
  public func hash(_ bytes: [UInt8]) -> [UInt8] { hash(bytes, pieces: [bytes.indices]) }

  /// The length of a hash in bytes.
  public var byteCount: Int {
    switch self {
    case .sha256: 32
    case .sha384: 48
    case .sha512: 64
    }
  }

  var method: OpaquePointer? {
    switch self {
    case .sha256: EVP_sha256()
    case .sha384: EVP_sha384()
    case .sha512: EVP_sha512()
    }
  }
}
