/// The two kinds of certificate a shop has: its own root, and the leafs its claims are signed with
/// (C2PA 2.2 certificate profile; RFC 5280).
extension Certificate {
  private static let secondsPerDay: Int64 = 86400
  private static let rootDays: Int64 = 7305
  /// C2PA's certificate policy allows a claim-signing leaf no more.
  private static let mostLeafDays = 366
  static let claimSigning = "1.3.6.1.4.1.62558.2.1"
  /// Keeps the root's name apart from its leafs', which otherwise would look self-issued.
  private static let rootUnit = "Root"

  /// A self-signed root: `CN` and `O` are `name` (1 … 64 characters), valid for 20 years from
  /// `now` (unix seconds).
  public static func makeRoot(
    name: String, country: String = "CN", key: SigningKey, now: Int64,
    random: some RandomSource = SystemRandom()
  ) throws(TrustError) -> Certificate {
    let subject = DistinguishedName(
      country: country, organization: name, organizationalUnit: rootUnit, commonName: name)
    let builder = try CertificateBuilder(serial: try serial(random))
    try builder.setNames(subject: subject)
    try builder.setValidity(from: now, to: try end(now, days: rootDays))
    try builder.setPublicKey(key.handle)
    try builder.addExtensions(
      issuer: nil,
      [
        .basicConstraints: "critical,CA:TRUE", .keyUsage: "critical,keyCertSign,cRLSign",
        .subjectKeyIdentifier: "hash",
      ])
    return try builder.signed(by: key.handle)
  }

  /// A claim-signing certificate: `CN` and `O` are `shopName` (1 … 64 characters), valid for
  /// `days` (1 … 366) from `now` (unix seconds), but not longer than the root.
  ///
  /// `leafPublicKeyDER` is a SubjectPublicKeyInfo. Throws `keyMismatch` when `rootKey` is not the
  /// root's.
  public static func issueLeaf(
    shopName: String, country: String = "CN", leafPublicKeyDER: [UInt8], root: Certificate,
    rootKey: SigningKey, now: Int64, days: Int = 366, random: some RandomSource = SystemRandom()
  ) throws(TrustError) -> Certificate {
    guard root.publicKeyDER == rootKey.publicKeyDER else {
      throw TrustError(.keyMismatch, detail: "the root has another key")
    }
    guard let leafKey = KeyHandle(publicKeyDER: leafPublicKeyDER) else {
      throw TrustError(.malformedKey, detail: "not a public key in DER")
    }
    guard leafKey.algorithm != nil else {
      throw TrustError(.unsupportedKey, detail: "not P-256, Ed25519 or RSA of 2048 bits")
    }
    guard (1...mostLeafDays).contains(days), (root.notBefore...root.notAfter).contains(now) else {
      throw TrustError(.invalidValidity, detail: "\(days) days from \(now)")
    }
    let subject = DistinguishedName(
      country: country, organization: shopName, commonName: shopName)
    let builder = try CertificateBuilder(serial: try serial(random))
    try builder.setNames(subject: subject, issuer: root.handle)
    try builder.setValidity(from: now, to: min(root.notAfter, try end(now, days: Int64(days))))
    try builder.setPublicKey(leafKey)
    try builder.addExtensions(
      issuer: root.handle,
      [
        .basicConstraints: "critical,CA:FALSE",
        .keyUsage: "critical,digitalSignature,nonRepudiation",
        .extendedKeyUsage: "\(claimSigning),emailProtection", .subjectKeyIdentifier: "hash",
        .authorityKeyIdentifier: "keyid:always",
      ])
    return try builder.signed(by: rootKey.handle)
  }

  /// 127 random bits, the highest of them set.
  static func serial(_ random: some RandomSource) throws(TrustError) -> [UInt8] {
    var bytes = try random.bytes(16)
    bytes[0] = bytes[0] & 0x3F | 0x40
    return bytes
  }

  /// The last second of a validity of `days` that begins at `now` (both ends belong to it).
  static func end(_ now: Int64, days: Int64) throws(TrustError) -> Int64 {
    let (end, overflow) = now.addingReportingOverflow(days * secondsPerDay - 1)
    if overflow { throw TrustError(.invalidValidity, detail: "from \(now)") }
    return end
  }
}
