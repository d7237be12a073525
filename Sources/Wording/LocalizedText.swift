/// One sentence in every language of the product. A missing translation does not compile.
public struct LocalizedText: Hashable, Sendable {
  private let chinese: String
  private let english: String

  /// The sentence in simplified Chinese and in English.
  public init(_ chinese: String, _ english: String) {
    self.chinese = chinese
    self.english = english
  }

  /// The sentence in `language`.
  public func text(in language: Language) -> String {
    switch language {
    case .simplifiedChinese: chinese
    case .english: english
    }
  }
}
