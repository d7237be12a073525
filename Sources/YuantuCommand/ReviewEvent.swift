import Cases
import Manifests
import Trust
import Wording
import Yuantu

/// The check of a package as a line of JSON.
struct ReviewEvent: Encodable {
  struct File: Encodable {
    let path: String
    let role: String?
    let state: String
  }

  struct Record: Encodable {
    let id: String
    let subject: String?
    let paths: [String]
    let recordCheck: String
    let findings: [String]
    let keyFingerprint: String?
    let recordedNoLaterThan: String?
    let timeKind: String?
    let timeEvidence: [TimeEvidenceEvent]
  }

  let package: String
  let name: String
  let form: String
  let kind: String
  let platform: String
  let shop: String
  let createdAt: String?
  let generator: String
  let indexSHA256: String
  let keyFingerprint: String?
  let sound: Bool
  let findings: [String]
  let files: [File]
  let records: [Record]
  let suspects: [VerdictEvent]

  init(_ review: PackageReview, language: Language) {
    package = review.path
    name = review.index.name
    form = review.index.form.rawValue
    kind = review.index.kind
    platform = review.index.platform
    shop = review.index.shop
    createdAt = UniversalTime.text(unixMilliseconds: review.index.createdAt)
    generator = review.index.generator
    indexSHA256 = review.digest.hex
    keyFingerprint = review.keyFingerprint?.hex
    sound = review.isSound
    findings = review.findings.map(\.rawValue)
    files = review.files.map {
      File(path: $0.path, role: $0.role?.rawValue, state: $0.state.rawValue)
    }
    records = review.records.map { record in
      Record(
        id: record.id.hex, subject: record.subject?.hex, paths: record.paths,
        recordCheck: record.check.rawValue,
        findings: record.findings.map(\.rawValue) + record.packageFindings.map(\.rawValue),
        keyFingerprint: record.keyFingerprint,
        recordedNoLaterThan: record.noLaterThan.flatMap {
          UniversalTime.text(unixMilliseconds: $0)
        }, timeKind: record.timeKind?.rawValue,
        timeEvidence: record.time.map { TimeEvidenceEvent($0) })
    }
    suspects = review.suspects.map { VerdictEvent($0, language: language) }
  }
}
