import Cases
import Catalogue
import Codecs
import Manifests
import Wording
import Yuantu

/// A case that was made, as a line of JSON.
struct CaseEvent: Encodable {
  struct Item: Encodable {
    let level: String
    let code: String
    let subject: String
    let message: String
  }

  struct Suspect: Encodable {
    let file: String
    let relation: String
    let original: String?
  }

  let event = "case"
  let report: String
  let platform: String
  let kind: String
  let ready: Bool
  let weak: Bool
  let dueAt: String?
  let items: [Item]
  let suspects: [Suspect]
  let packages: [String]

  init(
    _ outcome: CaseBuilder.Outcome, _ request: CaseRequest, _ written: [WrittenPackage],
    language: Language
  ) {
    report = outcome.reportNumber
    platform = request.form.platform
    kind = request.form.kind.rawValue
    ready = outcome.isReady
    weak = outcome.isWeak
    dueAt = request.dueAt.flatMap { UniversalTime.text(unixMilliseconds: $0) }
    items = outcome.items.map {
      Item(
        level: $0.level.rawValue, code: $0.code, subject: $0.subject,
        message: $0.text.text(in: language))
    }
    suspects = outcome.verdicts.map {
      Suspect(file: $0.path, relation: $0.relation.rawValue, original: $0.match?.original)
    }
    packages = written.map(\.path)
  }
}
