import Wording

/// A sentence as it is kept: in both languages, so that a page can be read in either.
struct KeptText: Codable, Sendable, Equatable {
  let chinese: String
  let english: String

  init(_ text: LocalizedText) {
    chinese = text.text(in: .simplifiedChinese)
    english = text.text(in: .english)
  }

  var text: LocalizedText { LocalizedText(chinese, english) }
}
