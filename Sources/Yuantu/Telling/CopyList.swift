import Files
public import Wording

/// The copies of a protect run as a table for spreadsheets: CSV (RFC 4180) in UTF-8 with the mark that makes
/// office programs read it as such.
public struct CopyList {
  private let headings: String
  private var copies: [(output: String, line: String)] = []

  private let folder: String

  /// An empty table with its headings in `language`; copies below `folder` are named by their places in it.
  public init(language: Language, below folder: String = "") {
    self.folder = folder.isEmpty ? "" : folder + "/"
    let headings = [
      LocalizedText("文件名", "file"), LocalizedText("平台", "platform"), LocalizedText("图位", "slot"),
      LocalizedText("收件方", "recipient"), LocalizedText("宽", "width"), LocalizedText("高", "height"),
      LocalizedText("字节", "bytes"), LocalizedText("画质分", "quality (SSIMULACRA 2)"),
      LocalizedText("SHA-256", "SHA-256"), LocalizedText("来源文件", "source file"),
      LocalizedText("原图", "original"), LocalizedText("原图 SHA-256", "SHA-256 of the original"),
      LocalizedText("提示", "notices"),
    ]
    self.headings = Self.line(headings.map { $0.text(in: language) })
  }

  /// Adds a copy; one that an earlier run made has no quality.
  public mutating func add(_ report: CopyReport) {
    let delivered = report.delivered
    let output =
      report.output.hasPrefix(folder)
      ? String(report.output.dropFirst(folder.count)) : report.output
    copies.append(
      (
        output,
        Self.line([
          output, delivered.platform, delivered.slot, delivered.recipient,
          String(delivered.pixelWidth), String(delivered.pixelHeight), String(delivered.bytes),
          report.quality.map { String(($0.score * 10).rounded() / 10) } ?? "", delivered.sha256,
          report.path, report.pairing?.path ?? "", report.pairing?.sha256Text ?? "",
          report.findings.map(\.rawValue).joined(separator: " "),
        ])
      ))
  }

  /// Writes the table in the order of the files' names; an earlier one is replaced.
  public func write(to path: String) throws(Problem) {
    let lines = [headings] + copies.sorted { $0 < $1 }.map(\.line)
    do {
      try AtomicFile.write(
        [0xEF, 0xBB, 0xBF] + Array(lines.joined().utf8), to: path, replacing: true)
    } catch { throw Problem(any: error, path: path) }
  }

  private static func line(_ fields: [String]) -> String {
    fields.map(field).joined(separator: ",") + "\r\n"
  }

  /// Names are foreign: one that a spreadsheet would take for a formula gets an apostrophe before it.
  private static func field(_ text: String) -> String {
    let isFormula = text.first.map { "=+-@\t\r".contains($0) } ?? false
    let text = isFormula ? "'" + text : text
    guard text.contains(where: { ",\"\n\r\r\n".contains($0) }) else { return text }
    return "\""
      + text.split(separator: "\"", omittingEmptySubsequences: false)
      .joined(separator: "\"\"") + "\""
  }
}
