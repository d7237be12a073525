import Wording

/// Reads one command line from left to right.
struct Parser {
  private var path: CommandPath
  private var texts: [String: [String]] = [:]
  private var words: [String] = []
  private var helpIsWanted = false
  private var versionIsWanted = false

  init(_ command: Command) {
    path = CommandPath(command)
  }

  mutating func parse(_ input: [String]) throws(UsageError) -> Invocation {
    var rest = input[...]
    while let word = rest.popFirst() {
      if word == "--" {
        for word in rest { try take(word) }
        break
      } else if word.hasPrefix("--") {
        try takeLong(word.dropFirst(2), &rest)
      } else if word.hasPrefix("-"), word != "-", !Self.isNumber(word) {
        try takeShort(word.dropFirst(), &rest)
      } else {
        try take(word)
      }
    }
    if helpIsWanted { return .help(path) }
    if versionIsWanted { return .version }
    guard path.command.subcommands.isEmpty || path.command.runsAlone else {
      throw error(.missingCommand(choices: path.command.subcommands.map(\.name)))
    }
    // An option of a command that runs alone, given before the word for another.
    if let stray = texts.keys.filter({ name in !path.options.contains { $0.name == name } }).min() {
      throw error(.unknownOption(name: "--\(stray)", suggestion: nil))
    }
    try assign()
    for option in path.options where option.kind == .option(required: true) {
      guard texts[option.name] != nil else {
        throw error(.missingOption(name: option.longForm, valueName: option.valueName))
      }
    }
    let arguments = Arguments(texts: texts, parameters: path.options + path.command.arguments)
    return .run(path, arguments)
  }

  /// A word that is not an option: the name of a subcommand, or an argument.
  private mutating func take(_ word: String) throws(UsageError) {
    let subcommands = path.command.subcommands
    if subcommands.isEmpty {
      words.append(word)
    } else if let command = subcommands.first(where: { $0.name == word }) {
      path = path.appending(command)
    } else {
      let suggestion = Suggestion.nearest(to: word, among: subcommands.map(\.name))
      throw error(.unknownCommand(name: word, suggestion: suggestion))
    }
  }

  private mutating func takeLong(
    _ word: Substring, _ rest: inout ArraySlice<String>
  ) throws(UsageError) {
    let parts = word.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
    let name = String(parts[0])
    let attached = parts.count == 2 ? String(parts[1]) : nil
    if let option = path.options.first(where: { $0.name == name }) {
      try set(option, as: option.longForm, attached, &rest)
    } else if name == "help" || name == "version" {
      if let attached { throw error(.unexpectedValue(option: "--\(name)", value: attached)) }
      if name == "help" { helpIsWanted = true } else { versionIsWanted = true }
    } else {
      let candidates = path.options.map(\.name) + ["help", "version"]
      let suggestion = Suggestion.nearest(to: name, among: candidates).map { "--\($0)" }
      throw error(.unknownOption(name: "--\(name)", suggestion: suggestion))
    }
  }

  /// A group such as `-vs0.8`: flags, and at the end an option with its value.
  private mutating func takeShort(
    _ word: Substring, _ rest: inout ArraySlice<String>
  ) throws(UsageError) {
    var letters = word
    while let letter = letters.popFirst() {
      if let option = path.options.first(where: { $0.shortName == letter }) {
        if option.takesValue {
          let attached = letters.isEmpty ? nil : String(letters)
          return try set(option, as: "-\(letter)", attached, &rest)
        }
        try set(option, as: "-\(letter)", nil, &rest)
      } else if letter == "h" {
        helpIsWanted = true
      } else {
        throw error(.unknownOption(name: "-\(letter)", suggestion: nil))
      }
    }
  }

  private mutating func set(
    _ option: Parameter, as name: String, _ attached: String?, _ rest: inout ArraySlice<String>
  ) throws(UsageError) {
    guard option.takesValue else {
      if let attached { throw error(.unexpectedValue(option: name, value: attached)) }
      texts[option.name] = [""]
      return
    }
    let value: String
    if let attached {
      value = attached
    } else if let next = rest.first, Self.canBeValue(next) {
      value = next
      rest.removeFirst()
    } else {
      throw error(.missingValue(option: name, valueName: option.valueName))
    }
    if option.kind != .repeatedOption, texts[option.name] != nil {
      throw error(.repeatedOption(name: option.longForm))
    }
    try check(value, of: option, called: LocalizedText(option.longForm, option.longForm))
    texts[option.name, default: []].append(value)
  }

  /// Gives every argument its words: the least it needs, and what is left to the first that takes
  /// more.
  private mutating func assign() throws(UsageError) {
    let arguments = path.command.arguments
    var spare = words.count - arguments.reduce(0) { $0 + $1.argumentCount.minimum }
    var rest = words[...]
    for argument in arguments {
      let (minimum, maximum) = argument.argumentCount
      let extra = min(max(spare, 0), maximum.map { $0 - minimum } ?? Int.max)
      spare -= extra
      guard rest.count >= minimum else { throw error(.missingArgument(name: argument.valueName)) }
      let taken = rest.prefix(minimum + extra)
      rest = rest.dropFirst(taken.count)
      for word in taken { try check(word, of: argument, called: argument.valueName) }
      if !taken.isEmpty { texts[argument.name] = Array(taken) }
    }
    if let word = rest.first { throw error(.unexpectedArgument(word)) }
  }

  private func check(
    _ text: String, of parameter: Parameter, called name: LocalizedText
  ) throws(UsageError) {
    switch parameter.check(text) {
    case nil: return
    case .unreadable:
      throw error(.invalidValue(parameter: name, value: text, expected: parameter.expectation))
    case .outside(let lower, let upper):
      throw error(.outOfRange(parameter: name, value: text, lower: lower, upper: upper))
    }
  }

  private func error(_ kind: UsageError.Kind) -> UsageError {
    UsageError(kind, command: path.names)
  }

  /// Whether the next word can be an option's value. One that looks like an option is more likely a
  /// forgotten value; `--name=-value` says it all the same.
  private static func canBeValue(_ word: String) -> Bool {
    !word.hasPrefix("-") || word == "-" || isNumber(word)
  }

  private static func isNumber(_ word: String) -> Bool {
    guard let first = word.utf8.dropFirst().first else { return false }
    return (first == 0x2E || (0x30...0x39).contains(first)) && Double(word) != nil
  }
}

extension Parameter {
  fileprivate var argumentCount: (minimum: Int, maximum: Int?) {
    if case .argument(let minimum, let maximum) = kind { (minimum, maximum) } else { (0, 0) }
  }
}
