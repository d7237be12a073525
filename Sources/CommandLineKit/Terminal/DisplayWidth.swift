/// How many columns of a terminal a text takes.
///
/// Wide and full-width characters of the Unicode East Asian Width property (UAX #11) take two
/// columns, combining marks and format characters none. Characters of ambiguous width count as one,
/// as terminals do unless told otherwise.
public enum DisplayWidth {
  /// Columns of `text`, which has no control characters (see `SafeText`).
  public static func columns(of text: some StringProtocol) -> Int {
    text.reduce(0) { $0 + columns(of: $1) }
  }

  /// Columns of one character as the reader sees it, combining marks included.
  public static func columns(of character: Character) -> Int {
    var widest = 0
    // Two regional indicators are one flag; a single one is a narrow letter.
    if character.unicodeScalars.count == 2, character.unicodeScalars.allSatisfy(isRegional) {
      return 2
    }
    for scalar in character.unicodeScalars {
      // A variation selector asks for the picture form, which is two columns wide.
      if scalar.value == 0xFE0F { return 2 }
      widest = max(widest, columns(of: scalar))
    }
    return widest
  }

  /// Columns of one code point standing alone.
  public static func columns(of scalar: Unicode.Scalar) -> Int {
    if scalar.value < 0x7F { return scalar.value < 0x20 ? 0 : 1 }
    switch scalar.properties.generalCategory {
    case .nonspacingMark, .enclosingMark, .control: return 0
    // The soft hyphen is drawn by terminals.
    case .format: return scalar.value == 0xAD ? 1 : 0
    default: break
    }
    return isWide(scalar) ? 2 : 1
  }

  /// The start of `text` that fits `columns`, ending with `…` when something was cut.
  public static func truncated(_ text: String, to columns: Int) -> String {
    guard self.columns(of: text) > columns else { return text }
    guard columns > 0 else { return "" }
    var kept = ""
    var used = 0
    for character in text {
      let width = self.columns(of: character)
      guard used + width <= columns - 1 else { break }
      kept.append(character)
      used += width
    }
    return kept + "…"
  }

  /// `text` followed by as many spaces as bring it to `columns`.
  static func padded(_ text: String, to columns: Int) -> String {
    text + String(repeating: " ", count: max(0, columns - self.columns(of: text)))
  }

  private static func isWide(_ scalar: Unicode.Scalar) -> Bool {
    if scalar.value < 0x1100 { return false }
    if scalar.properties.isEmojiPresentation { return !isRegional(scalar) }
    var low = 0
    var high = wideRanges.count
    while low < high {
      let middle = (low + high) / 2
      if wideRanges[middle].upperBound < scalar.value { low = middle + 1 } else { high = middle }
    }
    return low < wideRanges.count && wideRanges[low].contains(scalar.value)
  }

  private static func isRegional(_ scalar: Unicode.Scalar) -> Bool {
    (0x1F1E6...0x1F1FF).contains(scalar.value)
  }

  /// Blocks whose characters are wide, apart from the pictures that carry the emoji property.
  private static let wideRanges: [ClosedRange<UInt32>] = [
    0x1100...0x115F, 0x2329...0x232A, 0x2E80...0x303E, 0x3041...0x3247, 0x3250...0x4DBF,
    0x4E00...0xA4CF, 0xA960...0xA97F, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE10...0xFE19,
    0xFE30...0xFE6F, 0xFF01...0xFF60, 0xFFE0...0xFFE6, 0x16FE0...0x18DFF, 0x1AFF0...0x1B2FF,
    0x1F200...0x1F265, 0x20000...0x3FFFD,
  ]
}
