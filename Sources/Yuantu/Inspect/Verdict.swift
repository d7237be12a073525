public import Wording

/// What an examination of one suspect file came to, on two axes kept apart: the check of the record
/// and the relation of the pictures.
public struct Verdict: Sendable {
  /// The examined file.
  public let path: String
  /// How the suspect relates to the recorded picture.
  public internal(set) var relation: RelationLevel
  /// Whether the record holds.
  public let recordCheck: RecordCheckResult
  /// What was seen, in the order it was seen.
  public internal(set) var findings: [FindingCode]
  /// What the suspect was traced to, or nil.
  public let match: Match?
  /// Decimal logarithm of the bound on a false match computed from the code, times the records
  /// searched; nil when no code was read.
  public let computedFalseMatchLog10: Double?
  /// What a comparison of the content with every registered picture gave; nil when none was made.
  public internal(set) var content: ContentEvidence? = nil
  /// A record of somebody else that the file carries; nil when there is none.
  public internal(set) var otherRecord: OtherRecord? = nil
  /// The file of a package that stood for the recorded picture; nil in a shop's own examination.
  public internal(set) var comparedPath: String? = nil
  /// How many records it was compared with.
  public internal(set) var recordsSearched = 0
  /// Why it could not be examined, for R0.
  public let problem: Problem?

  /// The recorded picture a suspect was traced to.
  public struct Match: Sendable {
    /// SHA-256 of the picture that was marked (or of the original, when the suspect is one), in
    /// hexadecimal.
    public let picture: String
    /// The issued copy's identity, empty for an original.
    public let copyID: String
    /// The platform it was issued for, empty when none was named.
    public let platform: String
    /// The slot it was issued for, empty when none was named.
    public let slot: String
    /// Who it was issued for, empty when nobody was named.
    public let recipient: String
    /// Where the issued copy was written.
    public let outputs: [String]
    /// SHA-256 of the original it is paired with, in hexadecimal, or nil.
    public let original: String?
    /// When the record existed at the latest, unix milliseconds: the earliest trusted stamp's time with
    /// its accuracy, or, without one, what the shop's own clock said.
    public let recordedNoLaterThan: Int64?
    /// What that moment rests on.
    public let timeKind: TimeEvidence.Kind?
    /// All evidence of time, about the record, the issued file and the original.
    public let time: [TimeEvidence]
    /// Fingerprint (SHA-256, hexadecimal) of the public key that signed the record.
    public let keyFingerprint: String?
    /// Correlation of fine detail after alignment, or nil when not compared.
    public let contentCorrelation: Double?
  }

  /// The strength word: from the weaker of the computed bound and what was measured.
  public var strength: StrengthOfSupport {
    StrengthOfSupport(
      falseMatchLog10: max(
        computedFalseMatchLog10 ?? 0,
        MeasuredFalseMatches.boundLog10(recordsSearched: recordsSearched)))
  }

  /// The fixed sentence of the relation.
  public var sentence: LocalizedText {
    relation.sentence(strength: strength, reason: problem?.text)
  }

  /// Whether the suspect was traced to a recorded picture.
  public var isMatch: Bool {
    switch relation {
    case .identical, .markAndContent, .contentOnly, .conflicting: recordCheck != .fail
    case .inconclusive, .notDetected, .notExamined, .recordInvalid: false
    }
  }
}
