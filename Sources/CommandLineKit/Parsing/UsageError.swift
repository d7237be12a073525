public import Wording

/// A command line that does not say what to do. The caller prints `message` and ends with status 2.
public struct UsageError: Error, Hashable, Sendable {
  /// What is wrong. Option names carry their dashes.
  public enum Kind: Hashable, Sendable {
    /// No option of this name; `suggestion` is one with a similar name.
    case unknownOption(name: String, suggestion: String?)
    /// An option stands at the end, or before another option, without its value.
    case missingValue(option: String, valueName: LocalizedText)
    /// A flag was given a value.
    case unexpectedValue(option: String, value: String)
    /// The value cannot be read. `parameter` is an option or the value name of an argument.
    case invalidValue(parameter: LocalizedText, value: String, expected: Expectation)
    /// The value is below or above what is allowed.
    case outOfRange(parameter: LocalizedText, value: String, lower: String, upper: String)
    /// An option that may be given once was given again.
    case repeatedOption(name: String)
    /// An option that must be given is not there.
    case missingOption(name: String, valueName: LocalizedText)
    /// An argument that must be given is not there.
    case missingArgument(name: LocalizedText)
    /// One argument more than the command takes.
    case unexpectedArgument(String)
    /// A subcommand is needed.
    case missingCommand(choices: [String])
    /// No subcommand of this name; `suggestion` is one with a similar name.
    case unknownCommand(name: String, suggestion: String?)
  }

  /// What is wrong.
  public let kind: Kind
  /// The words of the command it is about, for example `["yuantu", "mark", "embed"]`.
  public let command: [String]

  /// A mistake in a call of `command`.
  public init(_ kind: Kind, command: [String]) {
    self.kind = kind
    self.command = command
  }
}
