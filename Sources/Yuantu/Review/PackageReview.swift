public import Cases
public import Trust
public import Wording

/// What the check of a package came to: files, signatures, records, and the pictures under examination,
/// each for itself.
public struct PackageReview: Sendable {
  /// How a file compares with the signed list.
  public enum FileState: String, CaseIterable, Sendable {
    /// As listed.
    case pass
    /// Another length or digest.
    case fail
    /// Listed, not there.
    case missing
    /// There, not listed; not looked at.
    case unlisted

    /// The state in words.
    public var text: LocalizedText {
      switch self {
      case .pass: LocalizedText("通过", "pass")
      case .fail: LocalizedText("未通过（内容已改动）", "FAIL (changed)")
      case .missing: LocalizedText("缺失", "MISSING")
      case .unlisted: LocalizedText("不在清单中，未查看", "NOT LISTED, not looked at")
      }
    }
  }

  /// One file.
  public struct File: Sendable {
    /// Its place in the package.
    public let path: String
    /// What it is there for; nil for one that is not listed.
    public let role: PackageEntry.Role?
    /// How it compares.
    public let state: FileState
  }

  /// One record.
  public struct Record: Sendable {
    /// The digest of its signature.
    public let id: Digest
    /// What it is about, by the list.
    public let subject: Digest?
    /// The files in the package that are what it is about.
    public let paths: [String]
    /// Whether it holds.
    public let check: RecordCheckResult
    /// What its validation saw.
    public let findings: [FindingCode]
    /// What its comparison with the package saw.
    public let packageFindings: [PackageFinding]
    /// The public key that signed it, by its digest.
    public let keyFingerprint: String?
    /// When it existed at the latest, unix milliseconds; nil when it cannot be read.
    public let noLaterThan: Int64?
    /// What that rests on.
    public let timeKind: TimeEvidence.Kind?
    /// All evidence of its time.
    public let time: [TimeEvidence]
  }

  /// The package's place.
  public let path: String
  /// What its list says about it.
  public let index: PackageIndex
  /// The digest of the list: the package in one number.
  public let digest: Digest
  /// The digest of the signer's public key; nil when there is no certificate that can be read.
  public let keyFingerprint: Digest?
  /// What was seen of the list and its signer.
  public let findings: [PackageFinding]
  /// The list's files in its order, then what is not listed.
  public let files: [File]
  /// The records.
  public let records: [Record]
  /// The pictures under examination.
  public let suspects: [Verdict]

  /// Whether everything that was to be checked holds. What the pictures came to is another question.
  public var isSound: Bool {
    files.allSatisfy { $0.state == .pass } && !findings.contains(where: \.isFailure)
      && records.allSatisfy { $0.check == .pass }
  }
}
