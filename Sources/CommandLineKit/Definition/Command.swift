public import Wording

/// The one description of a command from which parsing, help, the manual page and completions follow.
public struct Command: Sendable {
  /// A worked example.
  public struct Example: Sendable {
    /// The command line as it would be typed.
    public let command: String
    /// What it does.
    public let explanation: LocalizedText

    /// An example `command` with its `explanation`.
    public init(_ command: String, _ explanation: LocalizedText) {
      self.command = command
      self.explanation = explanation
    }
  }

  /// A number with which the program ends.
  public struct ExitStatus: Sendable {
    /// The status, 0…255.
    public let code: Int
    /// What it says.
    public let meaning: LocalizedText

    /// Status `code` and what it says.
    public init(_ code: Int, _ meaning: LocalizedText) {
      self.code = code
      self.meaning = meaning
    }
  }

  /// The word that calls it.
  public let name: String
  /// What it does, in one line without a full stop.
  public let summary: LocalizedText
  /// More about it, for help and the manual page; may be empty.
  public let discussion: LocalizedText
  /// Its parameters; options of a command with subcommands hold for all of them.
  public let parameters: [Parameter]
  /// Worked examples, shown at the end.
  public let examples: [Example]
  /// What its exit status says; for the whole program, so given with the outermost command only.
  public let exitStatuses: [ExitStatus]
  /// The commands under it. A command has either these or arguments.
  public let subcommands: [Command]
  /// Whether it can be called without one of its subcommands; its options are then its own, not theirs.
  public let runsAlone: Bool

  /// A command; only `name`, `summary` and `examples` of a command without subcommands must be there.
  public init(
    _ name: String, summary: LocalizedText, discussion: LocalizedText = LocalizedText("", ""),
    parameters: [Parameter] = [], examples: [Example] = [], exitStatuses: [ExitStatus] = [],
    subcommands: [Command] = [], runsAlone: Bool = false
  ) {
    self.name = name
    self.summary = summary
    self.discussion = discussion
    self.parameters = parameters
    self.examples = examples
    self.exitStatuses = exitStatuses
    self.subcommands = subcommands
    self.runsAlone = runsAlone
  }

  var options: [Parameter] { parameters.filter { !$0.isArgument } }
  var arguments: [Parameter] { parameters.filter(\.isArgument) }
}
