public import Wording

/// What the examination of one picture came to.
public struct Examination: Sendable {
  /// The examined picture.
  public var suspect: ExaminedPicture
  /// The recorded picture it was traced to, if any.
  public var recorded: ExaminedPicture?
  /// Where the two differ, as a picture with its explanation.
  public var changeMap: (picture: ReportPicture, words: LocalizedText)?
  /// The graded axis.
  public var relation: RelationLevel
  /// The fixed sentence of the level, its strength or reason filled in.
  public var sentence: LocalizedText
  /// The cryptographic axis as a whole.
  public var recordCheck: RecordCheckResult
  /// Its parts: signature, file hash, time.
  public var checks: [Check]
  /// Chances of a false match, when something matched.
  public var bounds: FalseMatchBounds?
  /// From when the recorded file is known to exist, strongest evidence first.
  public var times: [ReportedTime]
  /// What the asker holds beside the picture.
  public var material: [Report.Row]
  /// What was seen: stable code and words.
  public var findings: [(code: String, words: LocalizedText)]
  /// SHA-256 of the public key that signed the record, hexadecimal.
  public var keyFingerprint: String?

  /// One part of the record check.
  public struct Check: Sendable {
    /// Which part.
    public let name: LocalizedText
    /// Its result.
    public let result: RecordCheckResult

    /// A part and its result.
    public init(_ name: LocalizedText, _ result: RecordCheckResult) {
      self.name = name
      self.result = result
    }
  }

  /// An examination without findings yet.
  public init(
    suspect: ExaminedPicture, recorded: ExaminedPicture? = nil, relation: RelationLevel,
    sentence: LocalizedText, recordCheck: RecordCheckResult, checks: [Check] = [],
    bounds: FalseMatchBounds? = nil, times: [ReportedTime] = [], material: [Report.Row] = [],
    findings: [(code: String, words: LocalizedText)] = [], keyFingerprint: String? = nil
  ) {
    self.suspect = suspect
    self.recorded = recorded
    self.relation = relation
    self.sentence = sentence
    self.recordCheck = recordCheck
    self.checks = checks
    self.bounds = bounds
    self.times = times
    self.material = material
    self.findings = findings
    self.keyFingerprint = keyFingerprint
  }
}
