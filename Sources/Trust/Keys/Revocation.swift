/// That a certificate is not to be relied on from some moment.
public struct Revocation: Hashable, Sendable {
  /// Why (RFC 5280 §5.3.1); the raw value is the reason's number.
  public enum Reason: Int, CaseIterable, Sendable {
    /// No reason given.
    case unspecified = 0
    /// Somebody else has, or may have, the private key.
    case keyCompromise = 1
    /// Another certificate took its place.
    case superseded = 4
  }

  /// The certificate's serial number, without leading zero bytes.
  public let serial: [UInt8]
  /// From when it is not to be relied on, unix seconds: the invalidity date where the list has one, else
  /// the revocation date.
  public let since: Int64
  /// Why; nil for reasons that are not told apart here.
  public let reason: Reason?

  /// A revocation of these parts.
  public init(serial: [UInt8], since: Int64, reason: Reason?) {
    self.serial = serial
    self.since = since
    self.reason = reason
  }
}
