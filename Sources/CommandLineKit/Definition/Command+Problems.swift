import Wording

extension Command {
  /// Mistakes in the definition, for a unit test; empty when there are none.
  public func problems() -> [String] {
    CommandPath(self).all.flatMap(Self.problems(of:))
  }

  private static func problems(of path: CommandPath) -> [String] {
    let command = path.command
    var problems: [String] = []
    if !isWord(command.name) { problems.append("the name is not lower-case words and hyphens") }
    if isEmpty(command.summary) { problems.append("no summary") }
    if command.subcommands.isEmpty, command.examples.isEmpty { problems.append("no example") }
    if !command.subcommands.isEmpty, !command.arguments.isEmpty {
      problems.append("arguments beside subcommands")
    }
    for name in duplicates(command.subcommands.map(\.name)) {
      problems.append("subcommand '\(name)' twice")
    }
    for example in command.examples where isEmpty(example.explanation) {
      problems.append("example '\(example.command)' without an explanation")
    }
    let prefix = path.names.joined(separator: " ")
    for example in command.examples where !example.command.contains(prefix) {
      problems.append("example '\(example.command)' does not call the command")
    }
    problems += nameProblems(of: path)
    problems += command.parameters.flatMap(problems(of:))
    problems += countProblems(of: command.arguments)
    return problems.map { "\(prefix): \($0)" }
  }

  private static func nameProblems(of path: CommandPath) -> [String] {
    let names = (path.options + path.command.arguments).map(\.name) + ["help", "version"]
    let letters = path.options.compactMap(\.shortName) + ["h"]
    return duplicates(names).map { "parameter '\($0)' twice" }
      + duplicates(letters).map { "short option '-\($0)' twice" }
  }

  private static func problems(of parameter: Parameter) -> [String] {
    var problems: [String] = []
    if !isWord(parameter.name) {
      problems.append("'\(parameter.name)' is not lower-case words and hyphens")
    }
    if isEmpty(parameter.help) { problems.append("'\(parameter.name)' has no help") }
    if parameter.kind != .flag, isEmpty(parameter.valueName) {
      problems.append("'\(parameter.name)' has no value name")
    }
    // A digit would make negative numbers ambiguous.
    if let letter = parameter.shortName, !(letter.isASCII && letter.isLetter) {
      problems.append("'-\(letter)' is not a letter")
    }
    if let text = parameter.defaultText, parameter.check(text) != nil {
      problems.append("the default of '\(parameter.name)' is not among its values")
    }
    return problems
  }

  /// Which word belongs to which argument must follow from the number of words alone.
  private static func countProblems(of arguments: [Parameter]) -> [String] {
    let variable = arguments.filter {
      if case .argument(let minimum, let maximum) = $0.kind { minimum != maximum } else { false }
    }
    return variable.count > 1 && variable.dropLast().contains { $0.takesTheRest }
      ? ["an argument that takes the rest is followed by an optional one"] : []
  }

  private static func duplicates<Element: Hashable>(_ values: [Element]) -> [Element] {
    var seen: Set<Element> = []
    return values.filter { !seen.insert($0).inserted }
  }

  private static func isWord(_ name: String) -> Bool {
    guard let first = name.utf8.first, (0x61...0x7A).contains(first) else { return false }
    return name.utf8.allSatisfy {
      (0x61...0x7A).contains($0) || (0x30...0x39).contains($0) || $0 == 0x2D
    } && !name.hasSuffix("-")
  }

  private static func isEmpty(_ text: LocalizedText) -> Bool {
    Language.allCases.contains { text.text(in: $0).isEmpty }
  }
}

extension Parameter {
  fileprivate var takesTheRest: Bool {
    if case .argument(_, nil) = kind { true } else { false }
  }
}
