/// Where a rule was read, and how much that is worth.
public struct RuleSource: Hashable, Sendable {
  /// How close to the platform the source is.
  public enum Grade: String, CaseIterable, Sendable {
    /// The platform itself.
    case platform = "A"
    /// Trade press.
    case press = "B"
    /// Seller tutorials and answers.
    case tutorial = "C"
    /// Not confirmed by any source.
    case unconfirmed = "D"
  }

  /// How close to the platform the source is.
  public let grade: Grade
  /// The day it was read, `YYYY-MM-DD`.
  public let asOf: String
  /// Its address or its name.
  public let reference: String
}
