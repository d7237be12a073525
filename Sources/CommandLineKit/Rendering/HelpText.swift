public import Wording

/// The text of `--help`.
public enum HelpText {
  /// Help for the command at `path` in `language`, lines at most `width` columns where words allow it:
  /// the call, what it does, arguments, options, commands, and examples at the end.
  public static func render(_ path: CommandPath, language: Language, width: Int = 80) -> String {
    let labels = Labels(language: language)
    let command = path.command
    let width = max(width, 40)
    var text = labels.text("用法：", "Usage: ") + labels.synopsis(path) + "\n"
    text += paragraph(command.summary.text(in: language), width)
    text += paragraph(command.discussion.text(in: language), width)

    let arguments = command.arguments.map { (labels.argument($0), labels.help($0)) }
    let commands = command.subcommands.map { ($0.name, $0.summary.text(in: language)) }
    let own = command.options.map { (labels.option($0), labels.help($0)) }
    let inherited = path.inheritedOptions.map { (labels.option($0), labels.help($0)) }
    // A group of commands has no options of its own: what it holds is common to its commands.
    let common = inherited + labels.ownOptions(path).map { ($0.label, $0.help) }
    let sections: [(String, [(String, String)])] =
      command.subcommands.isEmpty || command.runsAlone
      ? [
        (labels.text("命令：", "Commands:"), commands),
        (labels.text("参数：", "Arguments:"), arguments), (labels.text("选项：", "Options:"), own),
        (labels.text("公共选项：", "Common options:"), common),
      ]
      : [
        (labels.text("命令：", "Commands:"), commands),
        (labels.text("公共选项：", "Common options:"), own + common),
      ]
    let column = labelColumn(sections.flatMap(\.1).map(\.0), width)
    for (title, rows) in sections where !rows.isEmpty {
      text += "\n\(title)\n" + rows.map { row($0.0, $0.1, column, width) }.joined()
    }
    return text + examples(command.examples, labels, width)
  }

  private static func paragraph(_ text: String, _ width: Int) -> String {
    text.isEmpty
      ? "" : "\n" + TextWrapper.lines(text, width: width).joined(separator: "\n") + "\n"
  }

  /// Where the second column starts: after the longest label, but not beyond the middle.
  private static func labelColumn(_ labels: [String], _ width: Int) -> Int {
    let limit = min(32, width / 2)
    let widths = labels.map { DisplayWidth.columns(of: $0) + 4 }
    return widths.filter { $0 <= limit }.max() ?? limit
  }

  private static func row(_ label: String, _ help: String, _ column: Int, _ width: Int) -> String {
    var lines = TextWrapper.lines(help, width: width - column)
    let margin = String(repeating: " ", count: column)
    var text = DisplayWidth.padded("  " + label, to: column)
    if DisplayWidth.columns(of: label) + 4 > column {
      text = "  \(label)\n" + margin
    }
    text += lines.removeFirst() + "\n"
    return text + lines.map { margin + $0 + "\n" }.joined()
  }

  private static func examples(
    _ examples: [Command.Example], _ labels: Labels, _ width: Int
  ) -> String {
    if examples.isEmpty { return "" }
    var text = "\n" + labels.text("示例：", "Examples:") + "\n"
    for example in examples {
      text += "  \(example.command)\n"
      let lines = TextWrapper.lines(
        example.explanation.text(in: labels.language), width: width - 6)
      text += lines.map { "      \($0)\n" }.joined()
    }
    return text
  }
}
