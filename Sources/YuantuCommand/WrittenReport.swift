import CommandLineKit
import Reports
import Wording
import Yuantu

/// A report as commands write it, and what they say of it.
enum WrittenReport {
  /// Where to.
  static let folder = Key<String?>.option(
    "report", valueName: LocalizedText("文件夹", "DIR"),
    help: LocalizedText(
      "把核验报告写入此文件夹：JSON、HTML、PDF 和 JPEG 页（中英文）",
      "write the report into this folder: JSON, HTML, PDF and JPEG pages, in both languages"),
    content: .directory)

  /// Writes `report` into `folder`, signed when there is a shop. Nothing is replaced.
  static func write(
    _ report: Report, shop: Shop?, to folder: String, _ console: Console
  ) throws(Problem) {
    let files = try ReportFiles(report, shop: shop)
    try files.write(to: folder)
    console.say(
      LocalizedText(
        "报告 \(report.number) 已写入 \(SafeText.escaped(folder))（\(files.files.count) 个文件）",
        "Report \(report.number) written to \(SafeText.escaped(folder)) (\(files.files.count) files)"
      ))
    console.emit(
      Event(
        event: "report", number: report.number, folder: folder, files: files.files.map(\.name)))
  }

  private struct Event: Encodable {
    let event: String
    let number: String
    let folder: String
    let files: [String]
  }
}
