import COpenSSL

/// Libcrypto's generator, seeded by the system.
public struct SystemRandom: RandomSource {
  /// The generator of the process.
  public init() {}

  /// `count` unpredictable bytes. Throws `libraryFailed` when the system has no entropy.
  public func bytes(_ count: Int) throws(TrustError) -> [UInt8] {
    precondition((0...Int(CInt.max)).contains(count))
    var bytes = [UInt8](repeating: 0, count: count)
    try OpenSSL.check(RAND_bytes(&bytes, CInt(count)))
    return bytes
  }
}
