/// A type whose values can be written on a command line.
///
/// An enumeration of words conforms by being `String, CaseIterable, ArgumentValue`: its raw values are
/// then the choices that help, errors and completions show.
public protocol ArgumentValue: Sendable {
  /// What a word must look like to be a value.
  static var expectation: Expectation { get }
  /// The value that `argument` says, or nil.
  init?(argument: String)
  /// The word that says this value.
  var argument: String { get }
}

extension String: ArgumentValue {
  /// Any text.
  public static var expectation: Expectation { .text }
  /// Takes the word as it is.
  public init?(argument: String) { self = argument }
  /// The text itself.
  public var argument: String { self }
}

extension Int: ArgumentValue {
  /// A whole number in decimal digits.
  public static var expectation: Expectation { .integer }
  /// Reads decimal digits with an optional sign.
  public init?(argument: String) { self.init(argument) }
  /// Decimal digits.
  public var argument: String { String(self) }
}

extension Double: ArgumentValue {
  /// A number.
  public static var expectation: Expectation { .number }
  /// Reads a finite decimal number.
  public init?(argument: String) {
    guard let value = Double(argument), value.isFinite else { return nil }
    self = value
  }
  /// The shortest decimal text that reads back as this number.
  public var argument: String {
    let text = description
    return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
  }
}

extension ArgumentValue where Self: RawRepresentable & CaseIterable, RawValue == String {
  /// One of the cases.
  public static var expectation: Expectation { .choice(allCases.map(\.rawValue)) }
  /// The case with this raw value.
  public init?(argument: String) { self.init(rawValue: argument) }
  /// The raw value.
  public var argument: String { rawValue }
}
