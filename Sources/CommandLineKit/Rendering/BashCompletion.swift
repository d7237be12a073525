/// The bash script: walks the words to find the command, then offers what fits.
enum BashCompletion {
  static func script(_ root: CommandPath) -> String {
    let function = Completions.function(root.names)
    return """
      # bash completion for \(root.root.name)
      \(function)() {
        local word current pending='' command='\(root.root.name)' index
        for ((index = 1; index < COMP_CWORD; index++)); do
          word=${COMP_WORDS[index]}
          if [[ -n $pending ]]; then
            # bash splits --name=value at the sign
            [[ $word == '=' ]] || pending=''
            continue
          fi
          case "$command $word" in
      \(steps(root.all))
          esac
        done
        current=${COMP_WORDS[COMP_CWORD]}
        [[ $current == '=' ]] && current=''
        COMPREPLY=()
        if [[ -n $pending ]]; then
          case "$command $pending" in
      \(values(root.all))
          esac
          return
        fi
        if [[ $current == -* ]]; then
          case $command in
      \(options(root.all))
          esac
          return
        fi
        case $command in
      \(words(root.all))
        esac
      }
      complete -F \(function) \(root.root.name)

      """
  }

  /// What a word before the cursor changes: an option waits for its value, a name goes down a level.
  private static func steps(_ paths: [CommandPath]) -> String {
    lines(paths) { path in
      let name = path.names.joined(separator: " ")
      let waiting = path.options.filter(\.takesValue).flatMap(\.forms).map { "'\(name) \($0)'" }
      let deeper = path.command.subcommands.map {
        "'\(name) \($0.name)') command='\(name) \($0.name)' ;;"
      }
      return (waiting.isEmpty ? [] : ["\(waiting.joined(separator: " | "))) pending=$word ;;"])
        + deeper
    }
  }

  private static func values(_ paths: [CommandPath]) -> String {
    lines(paths) { path in
      let name = path.names.joined(separator: " ")
      return path.options.filter(\.takesValue).compactMap { option in
        guard let reply = reply(for: option) else { return nil }
        let patterns = option.forms.map { "'\(name) \($0)'" }.joined(separator: " | ")
        return "\(patterns)) \(reply) ;;"
      }
    }
  }

  private static func options(_ paths: [CommandPath]) -> String {
    lines(paths) { path in
      let own = path.descendants.isEmpty ? ["--help", "--version"] : ["--help"]
      let forms = (path.options.map(\.longForm) + own).joined(separator: " ")
      return ["'\(path.names.joined(separator: " "))') \(generate("-W \(quoted(forms))")) ;;"]
    }
  }

  private static func words(_ paths: [CommandPath]) -> String {
    lines(paths) { path in
      let name = path.names.joined(separator: " ")
      let subcommands = path.command.subcommands.map(\.name)
      if !subcommands.isEmpty {
        let list = quoted(subcommands.joined(separator: " "))
        return ["'\(name)') \(generate("-W \(list)")) ;;"]
      }
      // Where several arguments differ in what they name, the first decides.
      guard let reply = path.command.arguments.lazy.compactMap({ reply(for: $0) }).first else {
        return []
      }
      return ["'\(name)') \(reply) ;;"]
    }
  }

  private static func reply(for parameter: Parameter) -> String? {
    let choices = parameter.expectation.choices
    if !choices.isEmpty { return generate("-W \(quoted(choices.joined(separator: " ")))") }
    switch parameter.content {
    case .text: return nil
    case .file: return generate("-f") + "; compopt -o filenames"
    case .directory: return generate("-d") + "; compopt -o filenames"
    }
  }

  private static func generate(_ action: String) -> String {
    "mapfile -t COMPREPLY < <(compgen \(action) -- \"$current\")"
  }

  private static func quoted(_ text: String) -> String { Completions.quoted(text) }

  /// The branches of a `case`, with one that does nothing when there are none.
  private static func lines(
    _ paths: [CommandPath], _ branches: (CommandPath) -> [String]
  ) -> String {
    (paths.flatMap(branches) + ["*) ;;"]).map { "      \($0)" }.joined(separator: "\n")
  }
}
