/// What a command line asks for.
public enum Invocation: Sendable {
  /// To run a command with these arguments.
  case run(CommandPath, Arguments)
  /// To show the help of a command (`--help`, `-h`).
  case help(CommandPath)
  /// To show the version of the program (`--version`).
  case version

  /// Reads `words` (without the program's name) as a call of `command` or of one below it.
  ///
  /// Options may stand before or after arguments; those of an outer command also after the name of
  /// an inner one. `--` ends the options; a lone `-` and negative numbers are arguments.
  public init(parsing words: [String], for command: Command) throws(UsageError) {
    var parser = Parser(command)
    self = try parser.parse(words)
  }
}
