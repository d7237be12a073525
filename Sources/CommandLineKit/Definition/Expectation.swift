public import Wording

/// What the value of an option or argument must look like.
public enum Expectation: Hashable, Sendable {
  /// Any text.
  case text
  /// A whole number.
  case integer
  /// A number.
  case number
  /// One of these words.
  case choice([String])

  /// The expectation as part of a sentence.
  public var description: LocalizedText {
    switch self {
    case .text: LocalizedText("文字", "text")
    case .integer: LocalizedText("整数", "a whole number")
    case .number: LocalizedText("数字", "a number")
    case .choice(let words):
      LocalizedText(words.joined(separator: "、"), words.joined(separator: ", "))
    }
  }

  var choices: [String] {
    if case .choice(let words) = self { words } else { [] }
  }
}
