public import Wording

extension UsageError {
  /// The mistake in words, lower case and without a full stop, safe to print.
  public var message: LocalizedText {
    switch kind {
    case .unknownOption(let name, let suggestion):
      Self.withSuggestion(
        LocalizedText("没有选项 \(Self.quoted(name))", "unknown option \(Self.quoted(name))"),
        suggestion)
    case .unknownCommand(let name, let suggestion):
      Self.withSuggestion(
        LocalizedText("没有命令 \(Self.quoted(name))", "unknown command \(Self.quoted(name))"),
        suggestion)
    case .missingCommand(let choices):
      LocalizedText(
        "缺少命令，可用：\(choices.joined(separator: "、"))",
        "a command is missing, one of: \(choices.joined(separator: ", "))")
    case .missingArgument(let name):
      Self.about(name) { LocalizedText("缺少参数 \($0)", "argument \($1) is missing") }
    case .missingOption(let name, let valueName):
      Self.about(valueName) {
        LocalizedText("缺少选项 \(name) \($0)", "option \(name) \($1) is missing")
      }
    case .unexpectedArgument(let word):
      LocalizedText("多余的参数 \(Self.quoted(word))", "unexpected argument \(Self.quoted(word))")
    case .repeatedOption(let name):
      LocalizedText("选项 \(name) 只能给一次", "option \(name) may be given only once")
    case .missingValue(let option, let valueName):
      Self.about(valueName) {
        LocalizedText("选项 \(option) 缺少值 \($0)", "option \(option) needs a value \($1)")
      }
    case .unexpectedValue(let option, let value):
      LocalizedText(
        "选项 \(option) 不带值，却给了 \(Self.quoted(value))",
        "option \(option) takes no value, but was given \(Self.quoted(value))")
    case .invalidValue(let parameter, let value, let expected):
      Self.invalid(parameter, value, expected)
    case .outOfRange(let parameter, let value, let lower, let upper):
      Self.about(parameter) {
        LocalizedText(
          "\($0)：\(Self.quoted(value)) 不在 \(lower) 到 \(upper) 之间",
          "\($1): \(Self.quoted(value)) is not between \(lower) and \(upper)")
      }
    }
  }

  private static func invalid(
    _ parameter: LocalizedText, _ value: String, _ expected: Expectation
  ) -> LocalizedText {
    let (chinese, english) = both(expected.description)
    return about(parameter) {
      if expected.choices.isEmpty {
        return LocalizedText(
          "\($0)：\(quoted(value)) 不是\(chinese)", "\($1): \(quoted(value)) is not \(english)")
      }
      return LocalizedText(
        "\($0)：\(quoted(value)) 不可用，可选：\(chinese)",
        "\($1): \(quoted(value)) is not one of \(english)")
    }
  }

  private static func withSuggestion(_ text: LocalizedText, _ suggestion: String?) -> LocalizedText
  {
    guard let suggestion else { return text }
    return about(text) {
      LocalizedText("\($0)，是不是 '\(suggestion)'？", "\($1); did you mean '\(suggestion)'?")
    }
  }

  private static func about(
    _ text: LocalizedText, _ sentence: (String, String) -> LocalizedText
  ) -> LocalizedText {
    let (chinese, english) = both(text)
    return sentence(chinese, english)
  }

  private static func both(_ text: LocalizedText) -> (String, String) {
    (text.text(in: .simplifiedChinese), text.text(in: .english))
  }

  private static func quoted(_ word: String) -> String { "'\(SafeText.escaped(word))'" }
}
