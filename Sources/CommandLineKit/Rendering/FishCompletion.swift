import Wording

/// The fish script: one function finds the command, one line offers each completion.
struct FishCompletion {
  let language: Language

  func script(_ root: CommandPath) -> String {
    let program = root.root.name
    let function = "_" + Completions.function(root.names)
    var lines = [
      "# fish completion for \(program)",
      "function \(function)_command",
      "    set -l words (commandline -opc)",
      "    set -l command '\(program)'",
      "    set -l waiting 0",
      "    for word in $words[2..-1]",
      "        if test $waiting = 1",
      "            set waiting 0",
      "            continue",
      "        end",
      "        switch \"$command $word\"",
    ]
    for path in root.all {
      let name = path.names.joined(separator: " ")
      let forms = path.options.filter(\.takesValue).flatMap(\.forms).map { "'\(name) \($0)'" }
      if !forms.isEmpty {
        lines.append("            case \(forms.joined(separator: " "))")
        lines.append("                set waiting 1")
      }
      for command in path.command.subcommands {
        lines.append("            case '\(name) \(command.name)'")
        lines.append("                set command '\(name) \(command.name)'")
      }
    }
    lines += ["        end", "    end", "    echo $command", "end"]
    lines += [
      "function \(function)_is", "    test (\(function)_command) = \"$argv\"", "end",
      "complete -c \(program) -f",
    ]
    for path in root.all {
      let start =
        "complete -c \(program) -n '\(function)_is \(path.names.joined(separator: " "))'"
      lines += offers(path).map { "\(start) \($0)" }
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private func offers(_ path: CommandPath) -> [String] {
    let labels = Labels(language: language)
    var offers = path.command.subcommands.map {
      "-a '\($0.name)' -d \(quoted($0.summary.text(in: language)))"
    }
    for option in path.options {
      let short = option.shortName.map { "-s \($0) " } ?? ""
      let value = option.takesValue ? " \(action(option))" : ""
      offers.append("\(short)-l \(option.name)\(value) -d \(quoted(labels.help(option)))")
    }
    for (label, help) in labels.ownOptions(path) {
      let name = label.split(separator: "--").last.map(String.init) ?? label
      offers.append((name == "help" ? "-s h " : "") + "-l \(name) -d \(quoted(help))")
    }
    if let argument = path.command.arguments.first(where: {
      !$0.expectation.choices.isEmpty || $0.content != .text
    }) {
      offers.append(argument.content == .file ? "-F" : action(argument))
    }
    return offers
  }

  private func action(_ parameter: Parameter) -> String {
    let choices = parameter.expectation.choices
    if !choices.isEmpty { return "-x -a '\(choices.joined(separator: " "))'" }
    switch parameter.content {
    case .text: return "-x"
    case .file: return "-r -F"
    case .directory: return "-x -a '(__fish_complete_directories)'"
    }
  }

  /// `text` between single quotes, as fish reads them.
  private func quoted(_ text: String) -> String {
    "'" + text.replacing("\\", with: "\\\\").replacing("'", with: "\\'") + "'"
  }
}
