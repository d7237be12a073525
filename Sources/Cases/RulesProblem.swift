/// Something wrong in a file of platform rules.
public struct RulesProblem: Error, Hashable, Sendable {
  /// The stable reasons.
  public enum Code: String, CaseIterable, Sendable {
    /// Not JSON, or not in UTF-8.
    case notJSON
    /// A version this program does not know.
    case unknownVersion
    /// Something that must be there is missing.
    case missing
    /// A field that does not exist: a slip of the pen would lose a rule in silence.
    case unknownField
    /// A value of the wrong kind or outside what makes sense.
    case badValue
    /// Two platforms or slots of one name.
    case duplicate
  }

  /// The reason.
  public let code: Code
  /// Where, for example `platforms[2] pdd.slots[0] main.bytes.maximum`.
  public let place: String

  init(_ code: Code, _ place: String) {
    self.code = code
    self.place = place
  }
}
