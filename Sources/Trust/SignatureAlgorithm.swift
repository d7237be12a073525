/// The signature algorithms understood; the raw value is the COSE identifier (RFC 9053 §2,
/// RFC 8230 §2).
public enum SignatureAlgorithm: Int, CaseIterable, Sendable {
  /// ECDSA on P-256 with SHA-256; signatures are r and s, 32 bytes each.
  case es256 = -7
  /// RSASSA-PSS with SHA-256, MGF1 with SHA-256, a salt of 32 bytes; keys of 2048 bits or more.
  case ps256 = -37
  /// Ed25519; signatures of 64 bytes.
  case edDSA = -8
}
