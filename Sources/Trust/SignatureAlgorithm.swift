/// The signature algorithms understood; the raw value is the COSE identifier (RFC 9053 §2,
/// RFC 8230 §2).
public enum SignatureAlgorithm: Int, CaseIterable, Sendable {
  /// ECDSA with SHA-256; on P-256 signatures are r and s, 32 bytes each.
  case es256 = -7
  /// ECDSA with SHA-384.
  case es384 = -35
  /// ECDSA with SHA-512.
  case es512 = -36
  /// RSASSA-PSS with SHA-256, MGF1 with SHA-256, a salt of 32 bytes; keys of 2048 bits or more.
  case ps256 = -37
  /// RSASSA-PSS with SHA-384.
  case ps384 = -38
  /// RSASSA-PSS with SHA-512.
  case ps512 = -39
  /// Ed25519; signatures of 64 bytes.
  case edDSA = -8

  /// What the message is hashed with, nil for Ed25519, which hashes by itself.
  var hash: HashAlgorithm? {
    switch self {
    case .es256, .ps256: .sha256
    case .es384, .ps384: .sha384
    case .es512, .ps512: .sha512
    case .edDSA: nil
    }
  }

  /// The kind of key it needs.
  var family: Family {
    switch self {
    case .es256, .es384, .es512: .ellipticCurve
    case .ps256, .ps384, .ps512: .rsa
    case .edDSA: .edwards
    }
  }

  enum Family { case ellipticCurve, rsa, edwards }
}
