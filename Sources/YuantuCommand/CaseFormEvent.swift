import Cases
import Codecs

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
