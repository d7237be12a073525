public import Wording

/// Scripts that let a shell complete the command line.
public enum Completions {
  /// For bash 4 and later.
  public static func bash(_ command: Command) -> String {
    BashCompletion.script(CommandPath(command))
  }

  /// For zsh; explanations are in `language`.
  public static func zsh(_ command: Command, language: Language) -> String {
    ZshCompletion(language: language).script(CommandPath(command))
  }

  /// For fish; explanations are in `language`.
  public static func fish(_ command: Command, language: Language) -> String {
    FishCompletion(language: language).script(CommandPath(command))
  }

  /// The name of a shell function for `names`: letters, digits and underscores only.
  static func function(_ names: [String]) -> String {
    "_" + names.joined(separator: "_").replacing("-", with: "_")
  }

  /// `text` between single quotes, as bash and zsh read them.
  static func quoted(_ text: String) -> String {
    "'" + text.replacing("'", with: "'\\''") + "'"
  }
}

extension Parameter {
  /// All ways to write the option.
  var forms: [String] { (shortName.map { ["-\($0)"] } ?? []) + [longForm] }
}
