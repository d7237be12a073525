import Codecs
public import Pixels
public import Typesetting
public import Wording

/// A report as pages of 1240 × 1754 pixels (A4 at 150 dpi), which forms that take only pictures take.
///
/// Body text is 24 pixels high, so that a page scaled to 750 pixels of width can still be read.
public struct ReportPages: Sendable {
  /// The size of a page.
  public static let size = Size(width: 1240, height: 1754)
  /// The largest JPEG page in bytes.
  public static let mostBytes = 1_000_000

  /// The pages.
  public let pages: [Page]
  private let report: Report

  /// Sets `report` in `language`. Throws when the font is not installed.
  public init(_ report: Report, language: Language) throws(TypesettingError) {
    var flow = PageFlow(size: Self.size)
    for part in ReportParts(report: report, language: language).parts { try flow.add(part) }
    pages = try flow.finished(footer: report.number)
    self.report = report
  }

  /// Every page as a JPEG file in sRGB of at most `mostBytes`.
  public func jpegs() throws -> [[UInt8]] {
    try pages.map {
      try ImageEncoder.encode(
        try $0.raster(), metadata: ImageMetadata(),
        settings: EncodeSettings(format: .jpeg, jpegQuality: .atMost(bytes: Self.mostBytes)))
    }
  }

  /// All pages as one PDF file.
  public func pdf() throws(TypesettingError) -> [UInt8] {
    try PDFDocument.file(
      pages, title: report.number, author: report.generator, date: report.madeAt)
  }
}
