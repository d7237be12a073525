/// Breaks a text into lines of a display width.
///
/// Western words break at spaces; between Chinese characters a line may break anywhere, except before
/// closing and after opening punctuation.
enum TextWrapper {
  /// The lines of `text`; a line feed in it starts a new line. A word wider than `width` stays whole,
  /// so that paths and addresses can be copied.
  static func lines(_ text: String, width: Int) -> [String] {
    text.split(separator: "\n", omittingEmptySubsequences: false).flatMap {
      paragraph($0, width: width)
    }
  }

  private struct Piece {
    var text: String
    let spaced: Bool
  }

  private static func paragraph(_ text: Substring, width: Int) -> [String] {
    var lines: [String] = []
    var line = ""
    var used = 0
    for piece in pieces(of: text) {
      let columns = DisplayWidth.columns(of: piece.text)
      let gap = piece.spaced && !line.isEmpty ? 1 : 0
      if !line.isEmpty, used + gap + columns > width {
        lines.append(line)
        line = piece.text
        used = columns
      } else {
        line += (gap == 1 ? " " : "") + piece.text
        used += gap + columns
      }
    }
    return lines + [line]
  }

  /// The parts of `text` that a line end must not split.
  private static func pieces(of text: Substring) -> [Piece] {
    var pieces: [Piece] = []
    var previous: Character?
    for character in text {
      if character == " " {
        previous = nil
      } else if let last = previous, !mayBreak(between: last, and: character) {
        pieces[pieces.count - 1].text.append(character)
        previous = character
      } else {
        pieces.append(Piece(text: String(character), spaced: previous == nil))
        previous = character
      }
    }
    return pieces
  }

  private static func mayBreak(between first: Character, and second: Character) -> Bool {
    let wide = DisplayWidth.columns(of: first) == 2 || DisplayWidth.columns(of: second) == 2
    return wide && !closing.contains(second) && !opening.contains(first)
  }

  private static let closing: Set<Character> = Set("，。、；：！？）》」』】〕”’…—,.;:!?)]}%")
  private static let opening: Set<Character> = Set("（《「『【〔“‘([{")
}
