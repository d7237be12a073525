import Files
public import Reports
import Trust
import Typesetting
public import Wording

/// A report in all its renderings, as files.
public struct ReportFiles: Sendable {
  /// One of them.
  public struct File: Sendable {
    /// Its name, ASCII.
    public let name: String
    /// Its bytes.
    public let bytes: [UInt8]
    /// Whether it is a page as a picture, and in which language.
    public let pageLanguage: Language?
  }

  /// Examinations that one report holds at most.
  public static let mostExaminations = 100

  /// The files, JSON first.
  public let files: [File]

  /// Renders `report` in both languages and signs its JSON with the key of `shop`; a reviewer has none.
  public init(_ report: Report, shop: Shop?) throws(Problem) {
    guard report.examinations.count <= Self.mostExaminations else {
      throw Problem(
        code: "report.tooMany",
        text: LocalizedText(
          "一份报告最多 \(Self.mostExaminations) 张被检图；请分批。",
          "A report holds at most \(Self.mostExaminations) examined pictures; make several."))
    }
    do {
      let json = try ReportJSON.file(report)
      var files = [File(name: "report.json", bytes: json, pageLanguage: nil)]
      if let shop {
        files += [
          File(
            name: "report.json.sig", bytes: try DetachedSignature.sign(json, key: shop.signingKey),
            pageLanguage: nil),
          File(name: "signer.pem", bytes: try shop.certificate.pem(), pageLanguage: nil),
        ]
      }
      for language in Language.allCases {
        let suffix = language == .english ? "en" : "zh"
        files.append(
          File(
            name: "report_\(suffix).html", bytes: ReportHTML.file(report, language: language),
            pageLanguage: nil))
        let pages = try ReportPages(report, language: language)
        files.append(
          File(name: "report_\(suffix).pdf", bytes: try pages.pdf(), pageLanguage: nil))
        for (index, jpeg) in try pages.jpegs().enumerated() {
          let number = index < 9 ? "0\(index + 1)" : "\(index + 1)"
          files.append(
            File(name: "report_\(suffix)_\(number).jpg", bytes: jpeg, pageLanguage: language))
        }
      }
      self.files = files
    } catch { throw Problem(any: error, path: nil) }
  }

  /// Writes all of them into `folder`, made if need be. Nothing is ever replaced.
  public func write(to folder: String) throws(Problem) {
    do {
      try Directory.create(folder)
      for file in files {
        try AtomicFile.write(file.bytes, to: "\(folder)/\(file.name)", replacing: false)
      }
    } catch { throw Problem(any: error, path: folder) }
  }
}
