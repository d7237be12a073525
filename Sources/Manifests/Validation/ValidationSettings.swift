public import Trust

/// What a verdict depends on besides the file: given these, it is the same on every machine.
public struct ValidationSettings: Sendable {
  /// The roots trusted for signers.
  public var anchors: [Certificate]
  /// The roots trusted for time-stamp authorities: a list of its own.
  public var timestampAnchors: [Certificate]
  /// Revocation lists that are at hand. The specification has none, so what they say has codes of our own.
  public var revocations: [RevocationList] = []
  /// The time of the question, unix seconds. A trusted time stamp takes its place for the signer's
  /// certificate.
  public var time: Int64

  /// Settings with these roots, asked at `time` (unix seconds).
  public init(anchors: [Certificate], timestampAnchors: [Certificate], time: Int64) {
    self.anchors = anchors
    self.timestampAnchors = timestampAnchors
    self.time = time
  }
}
