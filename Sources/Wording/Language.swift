/// A language the product speaks. Chinese comes first: it is what nothing else having been said
/// means.
public enum Language: String, CaseIterable, Sendable {
  /// Chinese in simplified characters.
  case simplifiedChinese = "zh-Hans"
  /// English.
  case english = "en"

  /// The language of a POSIX environment: the first of `LC_ALL`, `LC_MESSAGES` and `LANG` that is
  /// set and not empty decides. English locales get English; everything else gets Chinese.
  public init(environment: [String: String]) {
    let value = ["LC_ALL", "LC_MESSAGES", "LANG"].lazy
      .compactMap { environment[$0] }
      .first { !$0.isEmpty }
    self = value?.lowercased().hasPrefix("en") == true ? .english : .simplifiedChinese
  }
}
