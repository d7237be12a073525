public import Wording

/// An option, flag or argument of a command without its type: what parsing, help, the manual page and
/// completions have in common. Made by the functions of `Key`.
public struct Parameter: Sendable {
  /// How a parameter is written.
  public enum Kind: Hashable, Sendable {
    /// `--name`, without a value.
    case flag
    /// `--name VALUE`, at most once.
    case option(required: Bool)
    /// `--name VALUE`, any number of times.
    case repeatedOption
    /// A word by position; nil for `maximum` takes as many as there are.
    case argument(minimum: Int, maximum: Int?)
  }

  /// What is wrong with the text of a value.
  enum Fault {
    case unreadable
    case outside(lower: String, upper: String)
  }

  /// The long name without its dashes, or the name by which an argument is known.
  public let name: String
  /// The letter of the short form.
  public let shortName: Character?
  /// How it is written.
  public let kind: Kind
  /// What stands for the value in help, for example `DIR`. Empty for a flag.
  public let valueName: LocalizedText
  /// What it does, in a few words.
  public let help: LocalizedText
  /// What the value must look like.
  public let expectation: Expectation
  /// What the value names.
  public let content: ValueContent
  /// Smallest and largest value as text.
  public let range: (lower: String, upper: String)?
  /// The value when nothing is given, as text.
  public let defaultText: String?

  let check: @Sendable (String) -> Fault?

  var isArgument: Bool {
    if case .argument = kind { true } else { false }
  }

  var takesValue: Bool {
    switch kind {
    case .option, .repeatedOption: true
    case .flag, .argument: false
    }
  }

  /// `--name` for an option.
  var longForm: String { "--\(name)" }
}
