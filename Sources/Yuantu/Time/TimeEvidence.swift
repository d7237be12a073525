import Trust

/// One piece of evidence that something existed no later than a moment.
public struct TimeEvidence: Hashable, Sendable {
  /// What the moment rests on. Raw values are stable.
  public enum Kind: String, CaseIterable, Sendable {
    /// This machine's own clock, and nothing else.
    case ownClock = "own-clock"
    /// A time stamp over the thing itself.
    case stamp = "rfc3161"
    /// A time stamp over a batch that the thing is in.
    case batch = "rfc3161-batch"
  }

  /// What existed. Raw values are stable.
  public enum Subject: String, CaseIterable, Sendable {
    /// The signed record, and with it the files whose hashes it holds.
    case record
    /// The original, by its own record or as a file.
    case original
    /// The issued copy as a file.
    case copy
  }

  /// What the moment rests on.
  public let kind: Kind
  /// What existed.
  public let subject: Subject
  /// The moment, unix milliseconds: the stamped time and, on top, how far the authority's clock may be
  /// off.
  public let noLaterThan: Int64
  /// Who stamped: a URL, or the name of an imported file.
  public let authority: String
  /// What was seen when it was checked.
  public let findings: [FindingCode]
  /// Whether imprint, path, signature, certificates and time all hold.
  public let isTrusted: Bool
}

extension TimeEvidence {
  /// The evidence that a token and its verification are; nil for a token that cannot be read.
  init(
    _ verified: (token: TimestampToken, verification: TimestampVerification)?, _ kind: Kind,
    _ subject: Subject, authority: String
  ) {
    self.kind = kind
    self.subject = subject
    self.authority = authority
    noLaterThan = verified.map { $0.token.generatedAt + ($0.token.accuracy ?? 0) } ?? 0
    findings =
      verified?.verification.findings.compactMap { FindingCode($0.code) } ?? [.timeStampMalformed]
    isTrusted = verified?.verification.isTrusted ?? false
  }

  /// The same as evidence about something else.
  func about(_ subject: Subject) -> TimeEvidence {
    TimeEvidence(
      kind: kind, subject: subject, noLaterThan: noLaterThan, authority: authority,
      findings: findings, isTrusted: isTrusted)
  }

  /// The same with an ended authority's finding replaced: a later stamp renewed this one in time.
  var renewed: TimeEvidence {
    TimeEvidence(
      kind: kind, subject: subject, noLaterThan: noLaterThan, authority: authority,
      findings: findings.map { $0 == .timeAuthorityExpired ? .timeRenewed : $0 },
      isTrusted: isTrusted)
  }
}

extension [TimeEvidence] {
  /// The earliest that can be relied on; nil when none can.
  public var best: TimeEvidence? {
    filter(\.isTrusted).min { $0.noLaterThan < $1.noLaterThan }
  }
}
