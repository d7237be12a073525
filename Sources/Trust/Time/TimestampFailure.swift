/// Why an authority's answer could not be had, or could not be taken.
public struct TimestampFailure: Error, Hashable, Sendable {
  /// The reasons, stable across versions.
  public enum Code: String, CaseIterable, Sendable {
    /// No authority is configured.
    case noAuthority
    /// No connection: no network, no such host, nobody listening.
    case unreachable
    /// No answer in time.
    case timedOut
    /// An HTTP status other than 200.
    case httpStatus
    /// An answer of another media type than application/timestamp-reply.
    case wrongMediaType
    /// An answer longer than 64 KiB.
    case tooLarge
    /// An answer that is not a TimeStampResp.
    case malformed
    /// The authority refused.
    case rejected
    /// The token is for other bytes.
    case wrongImprint
    /// The token answers another query.
    case wrongNonce
    /// The token's policy is not among those allowed.
    case wrongPolicy
    /// The token's time and this machine's clock are too far apart.
    case clockDiffers
    /// The token's signature or certificates do not hold.
    case untrusted
    /// The query could not be made.
    case queryFailed
  }

  /// The reason.
  public let code: Code
  /// Which authority.
  public let authority: String
  /// A short technical text.
  public let detail: String
  /// Whether asking again soon may help: a timeout, HTTP 429 or 5xx.
  public let isTransient: Bool

  /// A failure with all its parts.
  public init(_ code: Code, authority: String, detail: String, isTransient: Bool = false) {
    self.code = code
    self.authority = authority
    self.detail = detail
    self.isTransient = isTransient
  }
}
