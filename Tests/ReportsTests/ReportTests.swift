import Codecs
import Foundation
import Pixels
import Reports
import Testing
import Typesetting
import Wording

private func sample(examinations count: Int = 1, name: String = "suspect.webp") throws -> Report {
  let picture = try ReportPicture(
    Raster(size: Size(width: 40, height: 30), samples: [UInt8](repeating: 120, count: 3600)))
  var suspect = ExaminedPicture(name: name)
  suspect.sha256 = String(repeating: "ab", count: 32)
  suspect.picture = picture
  var examination = Examination(
    suspect: suspect, recorded: suspect, relation: .markAndContent,
    sentence: RelationLevel.markAndContent.sentence(strength: .moderatelyStrong, reason: nil),
    recordCheck: .pass, keyFingerprint: String(repeating: "cd", count: 32))
  examination.bounds = FalseMatchBounds(
    computedLog10: -7.3, measuredLog10: -2.2, measuredPictures: 500, measuredRecords: 500,
    recordsSearched: 12)
  examination.times = [
    ReportedTime(
      time: "2026-11-24T00:00:00Z", kind: "own-clock", basis: LocalizedText("本机时钟", "own clock"))
  ]
  return Report(
    number: "YT-20261124-0000", madeAt: "2026-11-24T00:00:00Z", generator: "yuantu 0",
    requester: "青禾家居", question: LocalizedText("问题", "question"),
    examinations: Array(repeating: examination, count: count))
}

@Test func pagesAreOfA4At150DotsAndAtMostAMegabyte() throws {
  for language in Language.allCases {
    let pages = try ReportPages(try sample(examinations: 3), language: language).jpegs()
    #expect(pages.count >= 3)
    for page in pages {
      #expect(page.count <= ReportPages.mostBytes)
      let header = try SourceImage.probe(page)
      #expect(header.format == .jpeg && header.size == Size(width: 1240, height: 1754))
    }
  }
}

@Test func theSameReportGivesTheSamePDF() throws {
  let pages = try ReportPages(try sample(), language: .english)
  let pdf = try pages.pdf()
  #expect(pdf.starts(with: Array("%PDF-".utf8)))
  #expect(try pages.pdf() == pdf)
}

@Test func foreignTextIsNoMarkup() throws {
  let hostile = "<script>alert(1)</script>\u{202E}\"'&.jpg"
  let html = String(
    decoding: ReportHTML.file(try sample(name: hostile), language: .english), as: UTF8.self)
  #expect(!html.contains("<script"))
  #expect(!html.contains("\u{202E}"))
  #expect(html.contains("&lt;script&gt;alert(1)&lt;/script&gt;&quot;&#39;&amp;.jpg"))
}

@Test func everyRenderingSaysTheFixedSentence() throws {
  let report = try sample()
  let sentence = report.examinations[0].sentence
  let json = try JSONSerialization.jsonObject(with: Data(try ReportJSON.file(report)))
  let examinations = (json as? [String: Any])?["examinations"] as? [[String: Any]]
  let words = examinations?.first?["sentence"] as? [String: String]
  for language in Language.allCases {
    #expect(words?[language.rawValue] == sentence.text(in: language))
    let html = String(decoding: ReportHTML.file(report, language: language), as: UTF8.self)
    #expect(html.contains(sentence.text(in: language)))
  }
}

@Test func theWeakerBoundIsUsedAndFrequenciesHaveOneFigure() {
  let bounds = FalseMatchBounds(
    computedLog10: -7.3, measuredLog10: -2.2, measuredPictures: 500, measuredRecords: 500,
    recordsSearched: 12)
  #expect(bounds.usedLog10 == -2.2)
  let text = bounds.text.text(in: .english)
  #expect(text.contains("1 in 1×10^7 unrelated"))
  #expect(text.contains("about 1 in 100."))
}
