public import Wording

/// The typed name of a parameter: declared once as a static constant, listed in a `Command` through
/// `parameter`, and used to look the value up in `Arguments`.
///
///     enum Embed {
///       static let strength = Key.option(
///         "strength", "s", valueName: LocalizedText("强度", "S"),
///         help: LocalizedText("…", "…"), default: 0.6, in: 0...1)
///     }
public struct Key<Value>: Sendable {
  /// The description for a command's list of parameters.
  public let parameter: Parameter

  /// The value that the texts given for the parameter say; none given is an empty list.
  let value: @Sendable ([String]) -> Value?

  init(_ parameter: Parameter, value: @escaping @Sendable ([String]) -> Value?) {
    self.parameter = parameter
    self.value = value
  }

  /// The last readable value of this option in `words`, read without a command's grammar.
  ///
  /// For the one thing that must be known before parsing can fail: the language of the error message.
  public func peek(in words: [String]) -> Value? {
    var found: Value?
    for (index, word) in words.enumerated() {
      if word == "--" { break }
      if word.hasPrefix(parameter.longForm + "=") {
        found = value([String(word.dropFirst(parameter.longForm.count + 1))]) ?? found
      } else if word == parameter.longForm {
        if parameter.takesValue, index + 1 < words.count {
          found = value([words[index + 1]]) ?? found
        } else if parameter.kind == .flag {
          found = value([""]) ?? found
        }
      }
    }
    return found
  }
}

extension Key where Value == Bool {
  /// `--name`: true when given.
  public static func flag(_ name: String, _ shortName: Character? = nil, help: LocalizedText) -> Key
  {
    let parameter = Parameter(
      name: name, shortName: shortName, kind: .flag, valueName: LocalizedText("", ""), help: help,
      expectation: .text, content: .text, range: nil, defaultText: nil, check: { _ in nil })
    return Key(parameter) { !$0.isEmpty }
  }
}
