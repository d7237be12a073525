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

/// A case with its clock, as a line of JSON.
struct CaseListEvent: Encodable {
  let event = "case"
  let id: String
  let platform: String
  let kind: String
  let ready: Bool
  let dueAt: String?
  let minutesLeft: Int64?
  let path: String

  init(_ entry: CaseEntry, now: Int64) {
    id = entry.id
    platform = entry.platform
    kind = entry.kind
    ready = entry.isReady
    dueAt = entry.dueAt.flatMap { UniversalTime.text(unixMilliseconds: $0) }
    minutesLeft = entry.dueAt.map { ($0 - now) / 60_000 }
    path = entry.path
  }
}

/// A form, as a line of JSON.
struct CaseFormEvent: Encodable {
  struct Deadline: Encodable {
    let hours: Int
    let grade: String
    let asOf: String
    let source: String
  }

  let event = "form"
  let platform: String
  let kind: String
  let formats: [String]
  let minimumBytes: Int?
  let maximumBytes: Int?
  let files: Int?
  let characters: Int?
  let setPictures: Int
  let deadlines: [Deadline]

  init(_ form: CaseForm) {
    platform = form.platform
    kind = form.kind.rawValue
    formats = form.uploads.formats.map(\.rawValue)
    minimumBytes = form.uploads.minimumBytes
    maximumBytes = form.uploads.maximumBytes
    files = form.files?.maximum
    characters = form.text?.characters
    setPictures = form.setPictures.minimum
    deadlines = form.deadlines.map {
      Deadline(
        hours: $0.hours, grade: $0.source.grade.rawValue, asOf: $0.source.asOf,
        source: $0.source.reference)
    }
  }
}
