import Manifests
import Yuantu

/// One piece of evidence of time as part of a line of JSON.
struct TimeEvidenceEvent: Encodable {
  let subject: String
  let kind: String
  let noLaterThan: String?
  let authority: String
  let trusted: Bool
  let findings: [String]

  init(_ evidence: TimeEvidence) {
    subject = evidence.subject.rawValue
    kind = evidence.kind.rawValue
    noLaterThan =
      evidence.noLaterThan == 0
      ? nil : UniversalTime.text(unixMilliseconds: evidence.noLaterThan)
    authority = evidence.authority
    trusted = evidence.isTrusted
    findings = evidence.findings.map(\.rawValue)
  }
}
