public import Wording

/// The manual page in the man macros of roff, as groff reads them.
public enum ManualPage {
  /// One page for `command` and everything below it. `date` is shown in the footer (YYYY-MM-DD),
  /// `version` beside it.
  public static func render(
    _ command: Command, language: Language, version: String, date: String
  ) -> String {
    let labels = Labels(language: language)
    let root = CommandPath(command)
    // The date stands as it is: readers of pages parse it.
    let title = "\(text(command.name.uppercased())) 1 \"\(date)\""
    var page = ".TH \(title) \"\(text("\(command.name) \(version)"))\"\n"
    // Line breaking between Chinese characters is groff's only when asked for, and lines without
    // spaces cannot be stretched.
    if language == .simplifiedChinese { page = ".mso zh.tmac\n" + page + ".ad l\n" }
    page += section("名称", "NAME", labels)
    page += line("\(text(command.name)) \\- \(text(command.summary.text(in: language)))")
    page += section("概要", "SYNOPSIS", labels)
    page += line("\\fB\(text(labels.synopsis(root)))\\fR")
    page += paragraphs(
      section("描述", "DESCRIPTION", labels), command.discussion.text(in: language))
    page += section("选项", "OPTIONS", labels)
    page += (command.arguments + command.options).map { entry($0, labels) }.joined()
    for (label, help) in labels.ownOptions(root) {
      page += tagged(trimmed(label), help)
    }
    let below = root.all.dropFirst()
    if !below.isEmpty { page += section("命令", "COMMANDS", labels) }
    page += below.map { subcommand($0, labels) }.joined()
    if !command.exitStatuses.isEmpty { page += section("退出状态", "EXIT STATUS", labels) }
    for status in command.exitStatuses {
      page += tagged("\(status.code)", status.meaning.text(in: language))
    }
    if !command.examples.isEmpty { page += section("示例", "EXAMPLES", labels) }
    let examples = command.examples.map { example($0, labels) }.joined()
    // A heading begins a paragraph by itself.
    return page + examples.dropFirst(examples.isEmpty ? 0 : paragraphBreak.count)
  }

  private static let paragraphBreak = ".PP\n"

  private static func subcommand(_ path: CommandPath, _ labels: Labels) -> String {
    let command = path.command
    var page = ".SS \"\(text(path.names.joined(separator: " ")))\"\n"
    page += line(text(command.summary.text(in: labels.language)))
    page += paragraphs("", command.discussion.text(in: labels.language))
    // A group is called through its commands, which follow.
    if command.subcommands.isEmpty || command.runsAlone {
      page += ".PP\n" + line("\\fB\(text(labels.synopsis(path)))\\fR")
    }
    page += (command.arguments + command.options).map { entry($0, labels) }.joined()
    return page + command.examples.map { example($0, labels) }.joined()
  }

  private static func section(_ chinese: String, _ english: String, _ labels: Labels) -> String {
    ".SH \"\(labels.text(chinese, english))\"\n"
  }

  private static func entry(_ parameter: Parameter, _ labels: Labels) -> String {
    let label =
      parameter.isArgument ? labels.argument(parameter) : labels.option(parameter, aligned: false)
    return tagged(label, labels.help(parameter))
  }

  private static func tagged(_ label: String, _ help: String) -> String {
    ".TP\n" + line("\\fB\(text(label))\\fR") + line(text(help))
  }

  private static func example(_ example: Command.Example, _ labels: Labels) -> String {
    paragraphBreak + line(text(example.explanation.text(in: labels.language)))
      + "\(paragraphBreak).RS 4\n.nf\n"
      + line(text(example.command)) + ".fi\n.RE\n"
  }

  private static func paragraphs(_ heading: String, _ words: String) -> String {
    if words.isEmpty { return "" }
    let lines = words.split(separator: "\n").map { line(text(String($0))) }
    return (heading.isEmpty ? ".PP\n" : heading) + lines.joined(separator: ".PP\n")
  }

  /// `text` as one line of input: a control character at its start would be a request.
  private static func line(_ text: String) -> String {
    (text.hasPrefix(".") || text.hasPrefix("'") ? "\\&" : "") + text + "\n"
  }

  /// `words` so that groff prints them unchanged.
  private static func text(_ words: String) -> String {
    var result = ""
    for character in words {
      switch character {
      case "\\": result += "\\e"
      case "-": result += "\\-"
      case "\"": result += "\\(dq"
      case "'": result += "\\(aq"
      case "`": result += "\\(ga"
      case "^": result += "\\(ha"
      case "~": result += "\\(ti"
      case "\n": result += " "
      default: result.append(character)
      }
    }
    return result
  }

  private static func trimmed(_ text: String) -> String { String(text.drop { $0 == " " }) }
}
