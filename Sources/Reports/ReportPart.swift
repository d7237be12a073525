/// A report in one language as a row of parts, before it is set on pages or written as HTML: both say
/// the very same.
enum ReportPart {
  /// The title of the whole.
  case title(String)
  /// The title of a section.
  case heading(String)
  /// Running text.
  case paragraph(String)
  /// Running text of little weight.
  case note(String)
  /// Label and value.
  case row(String, String)
  /// The result: level and sentence, in a box.
  case result(level: String, sentence: String, isGood: Bool)
  /// Two pictures side by side with lines below each.
  case pair(ReportColumn, ReportColumn?)
  /// A picture of full width.
  case picture(ReportPicture, caption: String)
  /// Command lines.
  case commands([String])
  /// The next examination begins on a new page.
  case pageBreak
}
