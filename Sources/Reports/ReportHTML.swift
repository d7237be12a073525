import FoundationEssentials
public import Wording

/// A report as one HTML file that loads nothing: no scripts, no fonts, pictures inside it.
public enum ReportHTML {
  /// The file, in UTF-8.
  public static func file(_ report: Report, language: Language) -> [UInt8] {
    let parts = ReportParts(report: report, language: language).parts
    let head = """
      <!DOCTYPE html>
      <html lang="\(language.rawValue)">
      <head>
      <meta charset="utf-8">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <meta http-equiv="Content-Security-Policy" content="default-src 'none'; img-src data:; \
      style-src 'unsafe-inline'">
      <title>\(escaped(report.number))</title>
      <style>\(style)</style>
      </head>
      <body>

      """
    return Array((head + parts.map(html).joined(separator: "\n") + "\n</body>\n</html>\n").utf8)
  }

  private static let style = """
    body{font:16px/1.6 "Noto Sans CJK SC","PingFang SC","Microsoft YaHei",sans-serif;\
    max-width:860px;margin:24px auto;padding:0 16px;color:#111;background:#fff}\
    h1{color:#103a78;margin:0 0 4px}h2{color:#103a78;font-size:19px;border-bottom:1px solid #bbb;\
    margin:20px 0 8px}.note{color:#555;font-size:14px}\
    .row{display:grid;grid-template-columns:7em 1fr;gap:8px;margin:4px 0;overflow-wrap:anywhere}\
    .row b{color:#555}.row span{white-space:pre-line}\
    .result{display:grid;grid-template-columns:5em 1fr;align-items:center;border:2px solid #103a78;\
    background:#e8f0fa;padding:12px;margin:8px 0;font-weight:700}\
    .result.bad{border-color:#a01818;background:#fdecea}.result i{font:700 34px sans-serif}\
    .pair{display:grid;grid-template-columns:1fr 1fr;gap:16px}\
    .pair figure,figure{margin:0}.pair img,figure img{max-width:100%;max-height:420px;\
    background:#f3f3f3;border:1px solid #bbb}figcaption{font-size:14px;overflow-wrap:anywhere;\
    white-space:pre-line}pre{background:#f3f3f3;padding:12px;white-space:pre-wrap;\
    overflow-wrap:anywhere}@media print{body{margin:0;max-width:none}}
    """

  private static func html(_ part: ReportPart) -> String {
    switch part {
    case .title(let text): "<h1>\(escaped(text))</h1>"
    case .heading(let text): "<h2>\(escaped(text))</h2>"
    case .paragraph(let text): "<p>\(escaped(text))</p>"
    case .note(let text): "<p class=\"note\">\(escaped(text))</p>"
    case .row(let label, let value):
      "<div class=\"row\"><b>\(escaped(label))</b><span>\(escaped(value))</span></div>"
    case .result(let level, let sentence, let isGood):
      "<div class=\"result\(isGood ? "" : " bad")\"><i>\(escaped(level))</i>"
        + "<span>\(escaped(sentence))</span></div>"
    case .pair(let left, let right):
      "<div class=\"pair\">" + [left, right].compactMap { $0 }.map(figure).joined() + "</div>"
    case .picture(let picture, let caption):
      "<figure>\(image(picture, caption))<figcaption>\(escaped(caption))</figcaption></figure>"
    case .commands(let lines): "<pre>\(escaped(lines.joined(separator: "\n")))</pre>"
    case .pageBreak: "<hr>"
    }
  }

  private static func figure(_ column: ReportColumn) -> String {
    let picture = column.picture.map { image($0, column.title) } ?? ""
    return "<figure><b>\(escaped(column.title))</b><br>\(picture)"
      + "<figcaption>\(escaped(column.lines.joined(separator: "\n")))</figcaption></figure>"
  }

  private static func image(_ picture: ReportPicture, _ words: String) -> String {
    let encoded = Data(picture.jpeg).base64EncodedString()
    return "<img alt=\"\(escaped(words))\" src=\"data:image/jpeg;base64,\(encoded)\">"
  }

  /// Text that is no markup. File names and EXIF texts are foreign.
  static func escaped(_ text: String) -> String {
    var escaped = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": escaped += "&amp;"
      case "<": escaped += "&lt;"
      case ">": escaped += "&gt;"
      case "\"": escaped += "&quot;"
      case "'": escaped += "&#39;"
      default:
        switch scalar.properties.generalCategory {
        case .control where scalar != "\n": escaped += " "
        case .format, .lineSeparator, .paragraphSeparator: continue
        default: escaped.unicodeScalars.append(scalar)
        }
      }
    }
    return escaped
  }
}
