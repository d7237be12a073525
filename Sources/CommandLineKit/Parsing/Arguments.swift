/// The values of a command line, looked up by typed keys.
public struct Arguments: Sendable {
  private let texts: [String: [String]]
  private let names: Set<String>

  init(texts: [String: [String]], parameters: [Parameter]) {
    self.texts = texts
    names = Set(parameters.map(\.name))
  }

  /// The value of `key`, which is a parameter of the command that was called or of one it is under.
  public subscript<Value>(key: Key<Value>) -> Value {
    let name = key.parameter.name
    precondition(names.contains(name), "'\(name)' is not a parameter of the command")
    guard let value = key.value(texts[name] ?? []) else {
      // The parser has read every text and asked for every required parameter.
      preconditionFailure("'\(name)' was declared differently in the command")
    }
    return value
  }

  /// Whether `key` was given, rather than left at its default.
  public func isGiven<Value>(_ key: Key<Value>) -> Bool {
    texts[key.parameter.name] != nil
  }
}
