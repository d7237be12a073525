import COpenSSL

/// The two forms of an ECDSA signature: DER, as libcrypto has it, and r and s in as many bytes each as
/// the curve's order has, as COSE has it (RFC 9053 §2.1).
enum ECDSASignature {
  /// The order of P-256 (SEC 2 §2.4.2).
  private static let order: [UInt8] = [
    0xFF, 0xFF, 0xFF, 0xFF, 0x00, 0x00, 0x00, 0x00, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF,
    0xBC, 0xE6, 0xFA, 0xAD, 0xA7, 0x17, 0x9E, 0x84, 0xF3, 0xB9, 0xCA, 0xC2, 0xFC, 0x63, 0x25, 0x51,
  ]

  /// A P-256 signature with the smaller of its two possible s: for one r only one signature is then
  /// accepted where that is demanded, so that an identity made from a signature stays the only one.
  static func rawLowS(der: [UInt8]) throws(TrustError) -> [UInt8] {
    let found = OpenSSL.decoded(der) {
      d2i_ECDSA_SIG(nil, $0, $1)
    } release: {
      ECDSA_SIG_free($0)
    }
    let signature = try OpenSSL.need(found)
    defer { ECDSA_SIG_free(signature) }
    var halves: [[UInt8]] = []
    for number in [ECDSA_SIG_get0_r(signature), ECDSA_SIG_get0_s(signature)] {
      var half = [UInt8](repeating: 0, count: order.count)
      let count = BN_bn2binpad(number, &half, CInt(half.count))
      guard count == CInt(half.count) else { throw OpenSSL.failure() }
      halves.append(half)
    }
    if !isLow(halves[1]) { halves[1] = difference(order, halves[1]) }
    return halves[0] + halves[1]
  }

  /// Whether a P-256 signature's s is the smaller of the two; false unless there are 64 bytes.
  static func isLowS(raw: [UInt8]) -> Bool {
    raw.count == 2 * order.count && isLow(Array(raw.suffix(order.count)))
  }

  private static func isLow(_ s: [UInt8]) -> Bool {
    !difference(order, s).lexicographicallyPrecedes(s)
  }

  /// `a` − `b` of equal length, `b` not larger; big-endian.
  private static func difference(_ a: [UInt8], _ b: [UInt8]) -> [UInt8] {
    var result = a
    var borrow = 0
    for index in a.indices.reversed() {
      let value = Int(a[index]) - Int(b[index]) - borrow
      borrow = value < 0 ? 1 : 0
      result[index] = UInt8(truncatingIfNeeded: value)
    }
    return result
  }

  /// Nil unless there are two halves of `halfCount` bytes.
  static func der(raw: [UInt8], halfCount: Int) -> [UInt8]? {
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
