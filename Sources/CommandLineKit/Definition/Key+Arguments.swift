public import Wording

extension Key where Value: ArgumentValue {
  /// One word by position that must be given.
  public static func argument(
    _ name: String, valueName: LocalizedText, help: LocalizedText, content: ValueContent = .text
  ) -> Key {
    let parameter = Parameter.option(
      Value.self, name, nil, .argument(minimum: 1, maximum: 1), valueName, help, content)
    return Key(parameter) { $0.last.flatMap { Value(argument: $0) } }
  }
}

extension Key {
  /// One word by position, nil when not given.
  public static func optionalArgument<Wrapped: ArgumentValue>(
    _ name: String, valueName: LocalizedText, help: LocalizedText, content: ValueContent = .text
  ) -> Key where Value == Wrapped? {
    let parameter = Parameter.option(
      Wrapped.self, name, nil, .argument(minimum: 0, maximum: 1), valueName, help, content)
    return Key(parameter) { texts in
      guard let text = texts.last else { return .some(nil) }
      return Wrapped(argument: text).map { .some($0) }
    }
  }

  /// All words that the other arguments leave, at least `minimum`.
  public static func arguments<Element: ArgumentValue>(
    _ name: String, minimum: Int = 0, valueName: LocalizedText, help: LocalizedText,
    content: ValueContent = .text
  ) -> Key where Value == [Element] {
    let parameter = Parameter.option(
      Element.self, name, nil, .argument(minimum: minimum, maximum: nil), valueName, help, content)
    return Key(parameter) { readAll($0) }
  }
}
