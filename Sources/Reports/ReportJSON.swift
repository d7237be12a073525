import FoundationEssentials
import Wording

/// A report for programs: every statement by its code, with the same sentences in both languages.
public enum ReportJSON {
  /// The version of the form.
  public static let version = 1

  /// The file, in UTF-8, keys sorted.
  public static func file(_ report: Report) throws -> [UInt8] {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    return Array(try encoder.encode(Whole(report))) + [0x0A]
  }

  private struct Words: Encodable {
    let chinese: String
    let english: String

    init(_ text: LocalizedText) {
      chinese = text.text(in: .simplifiedChinese)
      english = text.text(in: .english)
    }

    enum CodingKeys: String, CodingKey {
      case chinese = "zh-Hans"
      case english = "en"
    }
  }

  private struct Row: Encodable {
    let label: Words
    let value: Words

    init(_ row: Report.Row) {
      label = Words(row.label)
      value = Words(row.value)
    }
  }

  private struct Picture: Encodable {
    let name: String
    let sha256: String?
    let bytes: Int?
    let width: Int?
    let height: Int?
    let particulars: [Row]

    init(_ picture: ExaminedPicture) {
      name = picture.name
      sha256 = picture.sha256
      bytes = picture.bytes
      width = picture.width
      height = picture.height
      particulars = picture.particulars.map(Row.init)
    }
  }

  private struct Check: Encodable {
    let name: Words
    let result: String
  }

  private struct Finding: Encodable {
    let code: String
    let words: Words
  }

  private struct ComputedBound: Encodable {
    let log10: Double
    let recordsSearched: Int
  }

  private struct MeasuredBound: Encodable {
    let log10: Double
    let pictures: Int
    let records: Int
    let falseMatches = 0
  }

  private struct Time: Encodable {
    let noLaterThan: String
    let kind: String
    let sentence: Words
  }

  private struct One: Encodable {
    let suspect: Picture
    let recorded: Picture?
    let level: String
    let sentence: Words
    let recordCheck: String
    let checks: [Check]
    let computedBound: ComputedBound?
    let measuredBound: MeasuredBound?
    let boundUsedLog10: Double?
    let times: [Time]
    let material: [Row]
    let findings: [Finding]
    let keyFingerprint: String?

    init(_ one: Examination) {
      suspect = Picture(one.suspect)
      recorded = one.recorded.map(Picture.init)
      level = one.relation.rawValue
      sentence = Words(one.sentence)
      recordCheck = one.recordCheck.rawValue
      checks = one.checks.map { Check(name: Words($0.name), result: $0.result.rawValue) }
      computedBound = one.bounds.map {
        ComputedBound(log10: $0.computedLog10, recordsSearched: $0.recordsSearched)
      }
      measuredBound = one.bounds.map {
        MeasuredBound(
          log10: $0.measuredLog10, pictures: $0.measuredPictures, records: $0.measuredRecords)
      }
      boundUsedLog10 = one.bounds?.usedLog10
      times = one.times.map {
        Time(
          noLaterThan: $0.time, kind: $0.kind, sentence: Words($0.sentence))
      }
      material = one.material.map(Row.init)
      findings = one.findings.map { Finding(code: $0.code, words: Words($0.words)) }
      keyFingerprint = one.keyFingerprint
    }
  }

  private struct Whole: Encodable {
    let version = ReportJSON.version
    let number: String
    let madeAt: String
    let generator: String
    let requester: String
    let question: Words
    let particulars: [Row]
    let examinations: [One]

    init(_ report: Report) {
      number = report.number
      madeAt = report.madeAt
      generator = report.generator
      requester = report.requester
      question = Words(report.question)
      particulars = report.particulars.map(Row.init)
      examinations = report.examinations.map(One.init)
    }
  }
}
