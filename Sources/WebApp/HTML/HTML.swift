/// A piece of a page. What is put into a literal of it as text is escaped; only other pieces stand as they are, so
/// that names of files, EXIF and anything else foreign can never become markup.
struct HTML: Sendable, ExpressibleByStringInterpolation {
  /// The markup.
  private(set) var markup: String

  init(stringLiteral value: String) { markup = value }

  init(stringInterpolation: Interpolation) { markup = stringInterpolation.markup }

  /// Foreign text.
  init(text: String) { markup = Self.escaped(text) }

  static let empty: HTML = ""

  static func + (left: HTML, right: HTML) -> HTML { "\(left)\(right)" }

  struct Interpolation: StringInterpolationProtocol {
    fileprivate var markup = ""

    init(literalCapacity: Int, interpolationCount: Int) {
      markup.reserveCapacity(literalCapacity + 16 * interpolationCount)
    }

    mutating func appendLiteral(_ literal: String) { markup += literal }

    mutating func appendInterpolation(_ text: String) { markup += HTML.escaped(text) }

    mutating func appendInterpolation(_ number: Int) { markup += String(number) }

    mutating func appendInterpolation(_ piece: HTML) { markup += piece.markup }

    mutating func appendInterpolation(_ piece: HTML?) { markup += piece?.markup ?? "" }

    mutating func appendInterpolation(_ pieces: [HTML]) {
      for piece in pieces { markup += piece.markup }
    }
  }

  /// `text` as it may stand between tags and in quoted attributes. Characters that no page may hold, and those that turn
  /// the direction of writing, become visible marks.
  private static func escaped(_ text: String) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "\"": result += "&quot;"
      case "'": result += "&#39;"
      case "\n", "\t": result.unicodeScalars.append(scalar)
      default:
        switch scalar.properties.generalCategory {
        case .control, .surrogate: result.unicodeScalars.append("\u{FFFD}")
        case .format where scalar.value != 0x200C && scalar.value != 0x200D:
          result.unicodeScalars.append("\u{FFFD}")
        default: result.unicodeScalars.append(scalar)
        }
      }
    }
    return result
  }
}
