import Wording

/// How parameters are written in help, the manual page and completions.
struct Labels {
  let language: Language

  /// `-s, --strength S`; without a letter the long form is indented to the same column.
  func option(_ option: Parameter, aligned: Bool = true) -> String {
    let short = option.shortName.map { "-\($0), " } ?? (aligned ? "    " : "")
    return short + longOption(option)
  }

  /// `--strength S`
  private func longOption(_ option: Parameter) -> String {
    option.longForm + (option.takesValue ? " \(option.valueName.text(in: language))" : "")
  }

  /// `IN`, `[OUT]`, `PHOTO…` or `[PHOTO…]`.
  func argument(_ argument: Parameter) -> String {
    let name = argument.valueName.text(in: language)
    guard case .argument(let minimum, let maximum) = argument.kind else { return name }
    let word = maximum == nil ? "\(name)…" : name
    return minimum == 0 ? "[\(word)]" : word
  }

  /// The call of a command: `yuantu mark embed [options] IN OUT`.
  func synopsis(_ path: CommandPath) -> String {
    var words = path.names
    let options = path.options
    words += options.filter { $0.kind == .option(required: true) }.map(longOption)
    if options.contains(where: { $0.kind != .option(required: true) }) {
      words.append(text("[选项]", "[options]"))
    }
    if !path.command.subcommands.isEmpty {
      let word = text("命令", "COMMAND")
      words.append(path.command.runsAlone ? "[\(word)]" : word)
    }
    words += path.command.arguments.map(argument)
    return words.joined(separator: " ")
  }

  /// What a parameter does, with its choices, range and default.
  func help(_ parameter: Parameter) -> String {
    var facts: [String] = []
    let choices = parameter.expectation.choices
    if !choices.isEmpty {
      let list = choices.joined(separator: text("、", ", "))
      facts.append(text("可选 \(list)", "one of \(list)"))
    }
    if let (lower, upper) = parameter.range {
      facts.append(text("\(lower) 到 \(upper)", "\(lower) to \(upper)"))
    }
    if let value = parameter.defaultText, !value.isEmpty {
      facts.append(text("默认 \(value)", "default \(value)"))
    }
    if parameter.kind == .repeatedOption { facts.append(text("可重复", "may be repeated")) }
    let help = parameter.help.text(in: language)
    if facts.isEmpty { return help }
    return help
      + text("（\(facts.joined(separator: "；"))）", " (\(facts.joined(separator: "; ")))")
  }

  /// `chinese` or `english`, whichever is the language.
  func text(_ chinese: String, _ english: String) -> String {
    LocalizedText(chinese, english).text(in: language)
  }

  /// `--help` and, for the outermost command, `--version`: the kit's own options.
  func ownOptions(_ path: CommandPath) -> [(label: String, help: String)] {
    let help = ("-h, --help", text("显示本帮助", "show this help"))
    if !path.descendants.isEmpty { return [help] }
    return [help, ("    --version", text("显示版本", "show the version"))]
  }
}
