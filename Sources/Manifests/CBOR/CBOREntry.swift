/// A key and its value in a CBOR map.
public struct CBOREntry: Equatable, Sendable {
  /// The key; any data item may be one.
  public var key: CBORValue
  /// The value.
  public var value: CBORValue

  /// An entry of a key and a value.
  public init(_ key: CBORValue, _ value: CBORValue) {
    self.key = key
    self.value = value
  }

  /// An entry whose key is text.
  public init(_ key: String, _ value: CBORValue) {
    self.init(.textString(key), value)
  }
}
