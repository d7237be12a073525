import Catalogue
import Manifests
import Yuantu

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
