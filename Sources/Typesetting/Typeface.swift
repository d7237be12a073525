/// The font of a line of text.
public struct Typeface: Hashable, Sendable {
  /// The family's name as fontconfig lists it.
  public var family: String
  /// Whether its bold weight is used.
  public var isBold: Bool

  /// A family in one of two weights.
  public init(family: String = Typeface.standardFamily, isBold: Bool = true) {
    self.family = family
    self.isBold = isBold
  }

  /// Simplified and traditional Chinese, kana, hangul and Latin, under the SIL Open Font License
  /// (Debian's fonts-noto-cjk).
  public static let standardFamily = "Noto Sans CJK SC"

  /// What the font's own file says about its licence (OpenType `name`, identifiers 13 and 14).
  public enum Licence: Sendable, Equatable {
    /// Anyone may use it, a shop included.
    case open
    /// The file names another licence or none: whoever uses it has to know.
    case unknown(String)
  }
}
