import Wording

/// The zsh script: one function for each command, in the manner of `_arguments`.
struct ZshCompletion {
  let language: Language

  func script(_ root: CommandPath) -> String {
    let functions = root.all.map(function).joined(separator: "\n")
    let name = Completions.function(root.names)
    return """
      #compdef \(root.root.name)
      # zsh completion for \(root.root.name)
      \(functions)
      # Loaded by the completion system the file is the function; sourced, it registers it.
      if [ "$funcstack[1]" = "\(name)" ]; then
        \(name) "$@"
      else
        compdef \(name) \(root.root.name)
      fi

      """
  }

  private func function(_ path: CommandPath) -> String {
    let labels = Labels(language: language)
    let subcommands = path.command.subcommands
    var specifications = path.options.flatMap { option(specification: $0, labels) }
    for (label, help) in labels.ownOptions(path) {
      let forms = label.split(whereSeparator: { $0 == "," || $0 == " " }).map(String.init)
      specifications += forms.map { quoted("(- *)\($0)[\(escaped(help))]") }
    }
    if subcommands.isEmpty {
      specifications += path.command.arguments.map { quoted(argument($0)) }
    } else {
      specifications += [quoted("1: :->command"), quoted("*:: :->rest")]
    }
    let list = specifications.map { "    \($0)" }.joined(separator: " \\\n")
    var lines = [
      "\(Completions.function(path.names))() {",
      "  local curcontext=\"$curcontext\" state line",
      "  typeset -A opt_args",
      "  _arguments -s -S -C \\",
      list,
    ]
    if !subcommands.isEmpty { lines += dispatch(path) }
    return (lines + ["}"]).joined(separator: "\n")
  }

  private func dispatch(_ path: CommandPath) -> [String] {
    let subcommands = path.command.subcommands
    let names = subcommands.map {
      "        " + quoted("\($0.name):\(escaped($0.summary.text(in: language)))")
    }
    let branches = subcommands.map {
      "        \($0.name)) \(Completions.function(path.names + [$0.name])) ;;"
    }
    return ["  case $state in", "    command)", "      local -a commands=("] + names
      + ["      )", "      _describe command commands ;;", "    rest)", "      case $line[1] in"]
      + branches + ["      esac ;;", "  esac"]
  }

  private func option(specification option: Parameter, _ labels: Labels) -> [String] {
    let help = "[\(escaped(labels.help(option)))]"
    let value = option.takesValue ? ":\(escaped(name(option))):\(action(option))" : ""
    let prefix =
      option.kind == .repeatedOption ? "*" : "(\(option.forms.joined(separator: " ")))"
    return option.forms.map { form in
      // `-sVALUE` or `-s VALUE`; `--name=VALUE` or `--name VALUE`.
      let sign = option.takesValue ? (form.hasPrefix("--") ? "=" : "+") : ""
      return quoted("\(prefix)\(form)\(sign)\(help)\(value)")
    }
  }

  private func argument(_ argument: Parameter) -> String {
    guard case .argument(let minimum, let maximum) = argument.kind else { return "" }
    let position = maximum == nil ? "*:" : minimum == 0 ? "::" : ":"
    return "\(position)\(escaped(name(argument))):\(action(argument))"
  }

  private func name(_ parameter: Parameter) -> String { parameter.valueName.text(in: language) }

  private func action(_ parameter: Parameter) -> String {
    let choices = parameter.expectation.choices
    if !choices.isEmpty { return "(\(choices.joined(separator: " ")))" }
    switch parameter.content {
    case .text: return " "
    case .file: return "_files"
    case .directory: return "_files -/"
    }
  }

  private func escaped(_ text: String) -> String {
    text.replacing("\\", with: "\\\\").replacing(":", with: "\\:")
      .replacing("[", with: "\\[").replacing("]", with: "\\]")
  }

  private func quoted(_ text: String) -> String { Completions.quoted(text) }
}
