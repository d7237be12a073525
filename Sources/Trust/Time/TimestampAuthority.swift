/// Somebody who stamps times, reached in whatever way; a parameter wherever stamps are asked for.
public protocol TimestampAuthority: Sendable {
  /// What it is known by: its URL.
  var name: String { get }
  /// The answer (a TimeStampResp in DER, not looked at) to a TimeStampReq in DER.
  func reply(to query: [UInt8]) throws(TimestampFailure) -> [UInt8]
}
