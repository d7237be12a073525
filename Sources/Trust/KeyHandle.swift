import COpenSSL

/// Owns one reference to an `EVP_PKEY`.
///
/// Unchecked because libcrypto's keys are counted and used by several threads safely as long as
/// nobody changes them, and nothing here does.
final class KeyHandle: @unchecked Sendable {
  let pointer: OpaquePointer

  init(owning pointer: OpaquePointer) { self.pointer = pointer }

  deinit { EVP_PKEY_free(pointer) }

  /// The key in a SubjectPublicKeyInfo, nil when it is none or of an unknown kind.
  convenience init?(publicKeyDER: [UInt8]) {
    guard publicKeyDER.count <= 8192 else { return nil }
    let found = OpenSSL.decoded(publicKeyDER) {
      d2i_PUBKEY(nil, $0, $1)
    } release: {
      EVP_PKEY_free($0)
    }
    guard let found else { return nil }
    self.init(owning: found)
  }

  /// The algorithm this key signs with by rule: of ECDSA the one matched to its curve, of PSS the one
  /// with SHA-256; nil when it is not supported.
  var algorithm: SignatureAlgorithm? {
    switch family {
    case .edwards: .edDSA
    case .rsa: .ps256
    case .ellipticCurve: Self.curves[curve ?? ""]
    case nil: nil
    }
  }

  /// What kind of supported key it is.
  var family: SignatureAlgorithm.Family? {
    let kind = EVP_PKEY_get_base_id(pointer)
    if kind == EVP_PKEY_ED25519 { return .edwards }
    if kind == EVP_PKEY_EC {
      return curve.flatMap { Self.curves[$0] } == nil ? nil : .ellipticCurve
    }
    let isRSA = kind == EVP_PKEY_RSA || kind == EVP_PKEY_RSA_PSS
    return isRSA && (2048...16384).contains(EVP_PKEY_get_bits(pointer)) ? .rsa : nil
  }

  private static let curves: [String: SignatureAlgorithm] = [
    "prime256v1": .es256, "secp384r1": .es384, "secp521r1": .es512,
  ]

  /// The name of an elliptic-curve key's group, nil for other keys.
  var curve: String? {
    var name = [CChar](repeating: 0, count: 64)
    var count = 0
    guard EVP_PKEY_get_group_name(pointer, &name, name.count, &count) == 1 else {
      ERR_clear_error()
      return nil
    }
    return String(decoding: name.prefix(count).map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }

  func publicKeyDER() throws(TrustError) -> [UInt8] {
    try OpenSSL.encoded { i2d_PUBKEY(pointer, $0) }
  }
}
