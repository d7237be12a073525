public import Wording

extension Key where Value: ArgumentValue {
  /// `--name VALUE` with the value that holds when it is not given.
  public static func option(
    _ name: String, _ shortName: Character? = nil, valueName: LocalizedText, help: LocalizedText,
    content: ValueContent = .text, default defaultValue: Value
  ) -> Key {
    let parameter = Parameter.option(
      Value.self, name, shortName, .option(required: false), valueName, help, content,
      default: defaultValue)
    return Key(parameter) { texts in
      texts.last.map { Value(argument: $0) } ?? defaultValue
    }
  }

  /// `--name VALUE` that must be given.
  public static func requiredOption(
    _ name: String, _ shortName: Character? = nil, valueName: LocalizedText, help: LocalizedText,
    content: ValueContent = .text
  ) -> Key {
    let parameter = Parameter.option(
      Value.self, name, shortName, .option(required: true), valueName, help, content)
    return Key(parameter) { $0.last.flatMap { Value(argument: $0) } }
  }
}

extension Key where Value: ArgumentValue & Comparable {
  /// `--name VALUE` with a default; values outside `range` are refused.
  public static func option(
    _ name: String, _ shortName: Character? = nil, valueName: LocalizedText, help: LocalizedText,
    default defaultValue: Value, in range: ClosedRange<Value>
  ) -> Key {
    let lower = range.lowerBound.argument
    let upper = range.upperBound.argument
    let parameter = Parameter(
      name: name, shortName: shortName, kind: .option(required: false), valueName: valueName,
      help: help, expectation: Value.expectation, content: .text, range: (lower, upper),
      defaultText: defaultValue.argument
    ) { text in
      guard let value = Value(argument: text) else { return .unreadable }
      return range.contains(value) ? nil : .outside(lower: lower, upper: upper)
    }
    return Key(parameter) { texts in
      texts.last.map { Value(argument: $0) } ?? defaultValue
    }
  }
}

extension Key {
  /// `--name VALUE`, nil when not given.
  public static func option<Wrapped: ArgumentValue>(
    _ name: String, _ shortName: Character? = nil, valueName: LocalizedText, help: LocalizedText,
    content: ValueContent = .text
  ) -> Key where Value == Wrapped? {
    let parameter = Parameter.option(
      Wrapped.self, name, shortName, .option(required: false), valueName, help, content)
    return Key(parameter) { texts in
      guard let text = texts.last else { return .some(nil) }
      return Wrapped(argument: text).map { .some($0) }
    }
  }

  /// `--name VALUE`, as often as wanted, in the order given.
  public static func repeatedOption<Element: ArgumentValue>(
    _ name: String, _ shortName: Character? = nil, valueName: LocalizedText, help: LocalizedText,
    content: ValueContent = .text
  ) -> Key where Value == [Element] {
    let parameter = Parameter.option(
      Element.self, name, shortName, .repeatedOption, valueName, help, content)
    return Key(parameter) { readAll($0) }
  }

  /// All of `texts` as values, or nil when one is not readable.
  static func readAll<Element: ArgumentValue>(_ texts: [String]) -> [Element]? {
    let values = texts.compactMap { Element(argument: $0) }
    return values.count == texts.count ? values : nil
  }
}

extension Parameter {
  /// An option or argument whose values are read by `type`.
  static func option<Value: ArgumentValue>(
    _ type: Value.Type, _ name: String, _ shortName: Character?, _ kind: Kind,
    _ valueName: LocalizedText, _ help: LocalizedText, _ content: ValueContent,
    default defaultValue: Value? = nil
  ) -> Parameter {
    Parameter(
      name: name, shortName: shortName, kind: kind, valueName: valueName, help: help,
      expectation: Value.expectation, content: content, range: nil,
      defaultText: defaultValue?.argument
    ) { Value(argument: $0) == nil ? .unreadable : nil }
  }
}
