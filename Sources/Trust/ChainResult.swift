/// What the certificates behind a signature are worth at a given time.
public enum ChainResult: Hashable, Sendable {
  /// A path leads to one of the anchors.
  case trusted
  /// Well-formed, but no path leads to an anchor.
  case untrusted
  /// A certificate of the path was not valid any more.
  case expired
  /// A certificate of the path was not valid yet.
  case notYetValid
  /// The path breaks a rule.
  case invalid(Fault)

  /// The rule that is broken (C2PA 2.2 certificate profile, RFC 5280).
  public enum Fault: String, CaseIterable, Sendable {
    /// Not an X.509 v3 certificate.
    case version
    /// An issuer or subject unique identifier is there.
    case uniqueIdentifier
    /// Signed with another algorithm than ECDSA, RSA or RSASSA-PSS with SHA-2, or Ed25519.
    case signatureAlgorithm
    /// A key other than P-256, P-384, P-521, RSA of 2048 … 16384 bits, or Ed25519.
    case publicKey
    /// The leaf may issue certificates itself.
    case leafIsAuthority
    /// The leaf's key usage is missing or lacks digital signature.
    case keyUsage
    /// The leaf's extended key usage is missing, allows anything, is mixed with a usage that must
    /// stand alone, or holds none for signing documents.
    case extendedKeyUsage
    /// No authority key identifier.
    case authorityKeyIdentifier
    /// An authority without a subject key identifier.
    case subjectKeyIdentifier
    /// An issuer that is no authority, or not for as long a path.
    case authority
    /// A signature in the path is wrong.
    case signature
    /// A critical extension that is not understood, or a malformed one.
    case criticalExtension
    /// More certificates than are looked at.
    case tooManyCertificates
    /// Another rule of path validation.
    case path
  }
}
