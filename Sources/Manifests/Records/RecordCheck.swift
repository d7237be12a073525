/// What was found when a record was checked.
public struct RecordCheck: Hashable, Sendable {
  /// All that was seen: first the signature, then its certificate, then the statement.
  public let findings: [RecordFinding]
  /// The statement, when the signature over it is good and it can be read. Whether the signer is
  /// to be believed is another question: see `isValid`.
  public let statement: RecordStatement?
  /// The SHA-256 of the signer's public key (SubjectPublicKeyInfo in DER), 64 hexadecimal digits;
  /// nil when the certificate cannot be read. Proven only when the signature is good.
  public let signerFingerprint: String?

  /// Whether the signature is good, its certificate trusted at the time of the check, and the
  /// statement readable.
  public var isValid: Bool {
    let codes = findings.map(\.code)
    return codes.contains(.claimSignatureValidated) && codes.contains(.signingCredentialTrusted)
      && !codes.contains(where: \.isFailure) && statement != nil
  }
}
