/// What a time-stamp token was found to be worth.
public struct TimestampVerification: Hashable, Sendable {
  /// What can be seen: the C2PA validation status codes for time stamps (C2PA 2.2 §15.8), and two
  /// of our own.
  public enum Code: String, CaseIterable, Sendable {
    /// Imprint and signature hold.
    case validated = "timeStamp.validated"
    /// The signer's certificate leads to an anchor and may stamp times.
    case trusted = "timeStamp.trusted"
    /// Not a proper token.
    case malformed = "timeStamp.malformed"
    /// Another imprint, or a signature that is not the signer's.
    case mismatch = "timeStamp.mismatch"
    /// The stamped time lies outside the validity of the authority's certificates.
    case outsideValidity = "timeStamp.outsideValidity"
    /// No path to an anchor, or a certificate that may not stamp times.
    case untrusted = "timeStamp.untrusted"
    /// The authority's certificate has ended since; only a renewal made before keeps the token's
    /// full weight (RFC 4998).
    case authorityExpired = "time.authorityExpired"
    /// The CMS attribute signingTime and genTime differ by more than the accuracy.
    case signingTimeDiffers = "time.signingTimeDiffers"

    /// Whether C2PA knows the code.
    public var isC2PA: Bool { self != .authorityExpired && self != .signingTimeDiffers }
  }

  /// One thing that was seen.
  public struct Finding: Hashable, Sendable {
    /// What was seen.
    public let code: Code
    /// A short technical note; may be empty.
    public let detail: String

    init(_ code: Code, _ detail: String = "") {
      self.code = code
      self.detail = detail
    }
  }

  /// All that was seen.
  public let findings: [Finding]
  /// The stamped time, unix milliseconds. Proven only when the token is trusted.
  public let generatedAt: Int64
  /// The certificate of the token's signer, nil when it cannot be told.
  public let signer: Certificate?

  /// Whether the token may be relied on: imprint, signature, certificates and time all hold.
  public var isTrusted: Bool {
    let codes = Set(findings.map(\.code))
    return codes.isSuperset(of: [.validated, .trusted])
      && codes.isDisjoint(with: [.malformed, .mismatch, .outsideValidity, .untrusted])
  }
}
