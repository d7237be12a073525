import Cases
import Codecs
import FoundationEssentials
import Manifests
import Trust
import Wording

/// What was done and by which rules, for whoever wants to repeat it. No paths of the merchant's machine.
struct CaseLog {
  let material: CaseMaterial
  let items: [PreflightItem]
  let now: Int64

  func file() throws -> [UInt8] {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    let form = material.request.form
    let log = Log(
      generator: "yuantu \(Version.number)", madeAt: UniversalTime.text(unixMilliseconds: now),
      platform: form.platform, kind: form.kind.rawValue, goodsLink: material.request.goodsLink,
      reference: material.request.reference,
      noticeAt: material.request.noticeAt.flatMap { UniversalTime.text(unixMilliseconds: $0) },
      dueAt: material.request.dueAt.flatMap { UniversalTime.text(unixMilliseconds: $0) },
      confirmed: material.request.confirmed.map(\.rawValue).sorted(),
      deadlines: form.deadlines.map {
        Rule(
          rule: "\($0.hours) h: \($0.words.text(in: .english))", grade: $0.source.grade.rawValue,
          asOf: $0.source.asOf, source: $0.source.reference)
      },
      uploads: Rule(
        rule: "\(form.uploads.minimumBytes ?? 0)...\(form.uploads.maximumBytes ?? 0) bytes, "
          + form.uploads.formats.map(\.rawValue).joined(separator: "/"),
        grade: form.uploads.source.grade.rawValue, asOf: form.uploads.source.asOf,
        source: form.uploads.source.reference),
      examined: material.suspects.map {
        Examined(
          name: $0.name, relation: $0.verdict.relation.rawValue,
          recordCheck: $0.verdict.recordCheck.rawValue, original: $0.original?.hex,
          recordsSearched: $0.verdict.recordsSearched)
      },
      preflight: items.map {
        Item(level: $0.level.rawValue, code: $0.code, subject: $0.subject)
      })
    return Array(try encoder.encode(log)) + [0x0A]
  }

  private struct Rule: Encodable {
    let rule: String
    let grade: String
    let asOf: String
    let source: String
  }

  private struct Examined: Encodable {
    let name: String
    let relation: String
    let recordCheck: String
    let original: String?
    let recordsSearched: Int
  }

  private struct Item: Encodable {
    let level: String
    let code: String
    let subject: String
  }

  private struct Log: Encodable {
    let generator: String
    let madeAt: String?
    let platform: String
    let kind: String
    let goodsLink: String?
    let reference: String?
    let noticeAt: String?
    let dueAt: String?
    let confirmed: [String]
    let deadlines: [Rule]
    let uploads: Rule
    let examined: [Examined]
    let preflight: [Item]
  }
}
