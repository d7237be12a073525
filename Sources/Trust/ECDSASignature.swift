import COpenSSL

/// The two forms of a P-256 signature: DER, as libcrypto has it, and r and s in 32 bytes each, as
/// COSE has it (RFC 9053 §2.1).
enum ECDSASignature {
  static let halfCount = 32

  static func raw(der: [UInt8]) throws(TrustError) -> [UInt8] {
    let found = OpenSSL.decoded(der) {
      d2i_ECDSA_SIG(nil, $0, $1)
    } release: {
      ECDSA_SIG_free($0)
    }
    let signature = try OpenSSL.need(found)
    defer { ECDSA_SIG_free(signature) }
    var bytes: [UInt8] = []
    for number in [ECDSA_SIG_get0_r(signature), ECDSA_SIG_get0_s(signature)] {
      var half = [UInt8](repeating: 0, count: halfCount)
      let count = BN_bn2binpad(number, &half, CInt(halfCount))
      guard count == CInt(halfCount) else { throw OpenSSL.failure() }
      bytes += half
    }
    return bytes
  }

  /// Nil unless there are 64 bytes.
  static func der(raw: [UInt8]) -> [UInt8]? {
    guard raw.count == 2 * halfCount, let signature = ECDSA_SIG_new() else { return nil }
    defer { ECDSA_SIG_free(signature) }
    let r = BN_bin2bn(Array(raw.prefix(halfCount)), CInt(halfCount), nil)
    let s = BN_bin2bn(Array(raw.suffix(halfCount)), CInt(halfCount), nil)
    guard ECDSA_SIG_set0(signature, r, s) == 1 else {
      BN_free(r)
      BN_free(s)
      return nil
    }
    return try? OpenSSL.encoded { i2d_ECDSA_SIG(signature, $0) }
  }
}
