/// One thing that was seen when a record was checked.
public struct RecordFinding: Hashable, Sendable {
  /// What was seen, in C2PA's validation status codes (C2PA 2.2).
  public enum Code: String, CaseIterable, Sendable {
    /// The signature is the certificate's key's over exactly this statement.
    case claimSignatureValidated = "claimSignature.validated"
    /// It is not.
    case claimSignatureMismatch = "claimSignature.mismatch"
    /// The certificate leads to one of the anchors.
    case signingCredentialTrusted = "signingCredential.trusted"
    /// It leads to none of them.
    case signingCredentialUntrusted = "signingCredential.untrusted"
    /// The certificate cannot be read, or may not sign.
    case signingCredentialInvalid = "signingCredential.invalid"
    /// The certificate was not valid at the time of the check: not any more, or not yet.
    case signingCredentialExpired = "signingCredential.expired"
    /// The statement cannot be read.
    case claimMalformed = "claim.malformed"

    /// Whether the code by itself keeps a record from being valid.
    public var isFailure: Bool {
      self != .claimSignatureValidated && self != .signingCredentialTrusted
    }
  }

  /// What was seen.
  public let code: Code
  /// A short technical note; empty when there is nothing to add.
  public let detail: String

  /// A finding and its note.
  public init(_ code: Code, detail: String = "") {
    self.code = code
    self.detail = detail
  }
}
