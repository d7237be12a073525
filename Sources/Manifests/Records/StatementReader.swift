/// Reads the fields of a map that came out of a statement. Keys it is not asked for are ignored.
struct StatementReader {
  private let map: CBORValue
  private let path: String

  /// Errors: `wrongType` when `value` is not a map. `path` names it in errors.
  init(_ value: CBORValue, path: String) throws(ManifestError) {
    guard case .map = value else {
      throw ManifestError(code: .wrongType, detail: "\(path) is not a map")
    }
    map = value
    self.path = path
  }

  func text(_ key: String) throws(ManifestError) -> String {
    try required(optionalText(key), key)
  }

  func optionalText(_ key: String) throws(ManifestError) -> String? {
    guard let value = map[key] else { return nil }
    guard case .textString(let text) = value else { throw wrongType(key) }
    return try StatementRules.text(text, name(key))
  }

  func optionalFileName(_ key: String) throws(ManifestError) -> String? {
    guard let text = try optionalText(key) else { return nil }
    return try StatementRules.fileName(text, name(key))
  }

  func byteString(_ key: String) throws(ManifestError) -> [UInt8] {
    try required(optionalByteString(key), key)
  }

  func optionalByteString(_ key: String) throws(ManifestError) -> [UInt8]? {
    guard let value = map[key] else { return nil }
    guard case .byteString(let bytes) = value else { throw wrongType(key) }
    return bytes
  }

  func number(_ key: String, in range: ClosedRange<Int64>) throws(ManifestError) -> Int64 {
    try required(optionalNumber(key, in: range), key)
  }

  func optionalNumber(
    _ key: String, in range: ClosedRange<Int64>
  ) throws(ManifestError) -> Int64? {
    switch map[key] {
    case nil: return nil
    case .unsigned(let number)?:
      guard let number = Int64(exactly: number) else {
        throw ManifestError(code: .valueOutOfRange, detail: "\(name(key)): \(number)")
      }
      return try StatementRules.number(number, in: range, name(key))
    default: throw wrongType(key)
    }
  }

  func float(_ key: String) throws(ManifestError) -> Double {
    guard case .float(let number) = try required(map[key], key) else { throw wrongType(key) }
    return number
  }

  /// Unix milliseconds out of RFC 3339 text with tag 0.
  func moment(_ key: String) throws(ManifestError) -> Int64 {
    guard case .tag(0, .textString(let text)) = try required(map[key], key) else {
      throw wrongType(key)
    }
    guard let moment = UniversalTime.unixMilliseconds(text) else {
      throw ManifestError(code: .valueOutOfRange, detail: "\(name(key)) is not a time in UTC")
    }
    return moment
  }

  /// One of an enumeration's raw values.
  func choice<Choice: RawRepresentable<String>>(_ key: String) throws(ManifestError) -> Choice {
    guard let choice = Choice(rawValue: try text(key)) else {
      throw ManifestError(code: .valueOutOfRange, detail: "\(name(key)) is not a known value")
    }
    return choice
  }

  func map(_ key: String) throws(ManifestError) -> StatementReader {
    try required(optionalMap(key), key)
  }

  func optionalMap(_ key: String) throws(ManifestError) -> StatementReader? {
    guard let value = map[key] else { return nil }
    return try StatementReader(value, path: name(key))
  }

  private func required<Value>(_ value: Value?, _ key: String) throws(ManifestError) -> Value {
    guard let value else { throw ManifestError(code: .missingField, detail: name(key)) }
    return value
  }

  private func wrongType(_ key: String) -> ManifestError {
    ManifestError(code: .wrongType, detail: name(key))
  }

  private func name(_ key: String) -> String { path.isEmpty ? key : "\(path).\(key)" }
}
