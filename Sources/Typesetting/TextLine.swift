/// One line of text that a mark may consist of.
public struct TextLine: Hashable, Sendable {
  /// The most characters, as a reader counts them.
  public static let longest = 40

  /// The text.
  public let text: String
  /// Its font.
  public let typeface: Typeface
  /// Whether it runs from top to bottom.
  public let isVertical: Bool

  /// A line that can be read: 1 to `longest` characters, without emoji, control characters or
  /// marks that change the direction of writing. Whether the font has its characters is seen by
  /// `checkGlyphs()` and when it is drawn.
  public init(
    _ text: String, typeface: Typeface = Typeface(), isVertical: Bool = false
  ) throws(TypesettingError) {
    let trimmed = String(
      text.drop { $0.isWhitespace }.reversed().drop { $0.isWhitespace }.reversed())
    guard !trimmed.isEmpty else { throw TypesettingError(.emptyText) }
    guard trimmed.count <= Self.longest else {
      throw TypesettingError(.textTooLong, "\(trimmed.count)")
    }
    for character in trimmed {
      // A variation selector (U+FE0F) asks for the coloured form.
      let asksForEmoji = character.unicodeScalars.contains { $0.value == 0xFE0F }
      if asksForEmoji || character.unicodeScalars.contains(where: \.properties.isEmojiPresentation)
      {
        throw TypesettingError(.emoji, String(character))
      }
      for scalar in character.unicodeScalars {
        switch scalar.properties.generalCategory {
        case .control, .format, .surrogate, .privateUse, .unassigned, .lineSeparator,
          .paragraphSeparator:
          throw TypesettingError(.controlCharacter, Self.name(of: scalar))
        default: break
        }
      }
    }
    self.text = trimmed
    self.typeface = typeface
    self.isVertical = isVertical
  }

  /// A scalar as a person can look it up, for example `囍 (U+56CD)`.
  static func name(of scalar: Unicode.Scalar) -> String {
    let hexadecimal = String(scalar.value, radix: 16, uppercase: true)
    let code = "U+" + String(repeating: "0", count: max(0, 4 - hexadecimal.count)) + hexadecimal
    return scalar.properties.generalCategory == .control ? code : "\(scalar) (\(code))"
  }
}
