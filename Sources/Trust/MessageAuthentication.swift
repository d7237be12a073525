import COpenSSL

/// Keyed digests.
public enum MessageAuthentication {
  /// HMAC with SHA-256 (RFC 2104, FIPS 198-1): 32 bytes. The key may have any length.
  public static func hmacSHA256(key: [UInt8], message: [UInt8]) -> [UInt8] {
    precondition(key.count <= Int(CInt.max))
    var code = [UInt8](repeating: 0, count: Digest.byteCount)
    let result = HMAC(
      EVP_sha256(), key, CInt(key.count), message, message.count, &code, nil)
    precondition(result != nil, "libcrypto's HMAC failed")
    return code
  }
}
