/// The verbal scale of evaluative opinions, from the chance that an unrelated picture would give an
/// equal or better match (after the ENFSI guideline for evaluative reporting, 2015).
public enum StrengthOfSupport: Int, CaseIterable, Sendable {
  /// Once in ten or more often.
  case weak
  /// Less than once in ten.
  case moderate
  /// Less than once in a hundred.
  case moderatelyStrong
  /// Less than once in a thousand.
  case strong
  /// Less than once in ten thousand.
  case veryStrong
  /// Less than once in a million.
  case extremelyStrong

  /// The word for a bound on the chance of a false match, given as its decimal logarithm.
  public init(falseMatchLog10 bound: Double) {
    self =
      switch bound {
      case ..<(-6): .extremelyStrong
      case ..<(-4): .veryStrong
      case ..<(-3): .strong
      case ..<(-2): .moderatelyStrong
      case ..<(-1): .moderate
      default: .weak
      }
  }

  /// The word as it stands in a sentence.
  public var word: LocalizedText {
    switch self {
    case .weak: LocalizedText("较弱地", "weak")
    case .moderate: LocalizedText("中等程度地", "moderate")
    case .moderatelyStrong: LocalizedText("较强地", "moderately strong")
    case .strong: LocalizedText("强烈", "strong")
    case .veryStrong: LocalizedText("很强烈地", "very strong")
    case .extremelyStrong: LocalizedText("极强烈地", "extremely strong")
    }
  }
}
