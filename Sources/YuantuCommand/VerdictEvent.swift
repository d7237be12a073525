import Manifests
import Wording
import Yuantu

/// A verdict as a line of JSON.
struct VerdictEvent: Encodable {
  struct Copy: Encodable {
    let id: String
    let platform: String
    let slot: String
    let recipient: String
    let outputs: [String]
  }

  struct Original: Encodable {
    let sha256: String
  }

  struct MeasuredBound: Encodable {
    let pictures: Int
    let falseMatches: Int
    let records: Int
    let log10: Double
  }

  let file: String
  let relation: String
  let sentence: String
  let recordCheck: String
  let picture: String?
  let copy: Copy?
  let original: Original?
  let recordedNoLaterThan: String?
  let timeKind: String?
  let timeEvidence: [TimeEvidenceEvent]?
  let keyFingerprint: String?
  let falseMatchLog10: Double?
  let recordsSearched: Int
  let measuredBound: MeasuredBound?
  let contentCorrelation: Double?
  let findings: [String]
  let problem: String?

  init(_ verdict: Verdict, language: Language) {
    file = verdict.path
    relation = verdict.relation.rawValue
    sentence = verdict.sentence.text(in: language)
    recordCheck = verdict.recordCheck.rawValue
    picture = verdict.match?.picture
    copy = verdict.match.flatMap { match in
      match.copyID.isEmpty
        ? nil
        : Copy(
          id: match.copyID, platform: match.platform, slot: match.slot, recipient: match.recipient,
          outputs: match.outputs)
    }
    original = verdict.match?.original.map { Original(sha256: $0) }
    recordedNoLaterThan = verdict.match?.recordedNoLaterThan.flatMap {
      UniversalTime.text(unixMilliseconds: $0)
    }
    timeKind = verdict.match?.timeKind?.rawValue
    timeEvidence = verdict.match.map { $0.time.map(TimeEvidenceEvent.init) }
    keyFingerprint = verdict.match?.keyFingerprint
    falseMatchLog10 = verdict.computedFalseMatchLog10
    recordsSearched = verdict.recordsSearched
    measuredBound = verdict.computedFalseMatchLog10.map { _ in
      MeasuredBound(
        pictures: MeasuredFalseMatches.pictures, falseMatches: 0,
        records: MeasuredFalseMatches.records,
        log10: MeasuredFalseMatches.boundLog10(recordsSearched: verdict.recordsSearched))
    }
    contentCorrelation = verdict.match?.contentCorrelation
    findings = verdict.findings.map(\.rawValue)
    problem = verdict.problem?.code
  }
}
