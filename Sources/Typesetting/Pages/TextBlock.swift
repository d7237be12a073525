import CPango

/// Running text of one size, set in lines of a given width.
///
/// Characters that the font lacks are shown as their code, for example `[U+1F600]`, never as empty boxes
/// and never in another font: the same text looks the same everywhere.
public struct TextBlock: Hashable, Sendable {
  /// The text; line feeds begin new lines, other control characters are shown as a blank.
  public let text: String
  /// Pixels to the em.
  public let emSize: Double
  /// Whether it is bold.
  public let isBold: Bool
  /// Its colour.
  public let ink: Ink

  /// Running text.
  public init(_ text: String, emSize: Double, isBold: Bool = false, ink: Ink = .black) {
    var cleaned = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      switch scalar.properties.generalCategory {
      case .control where scalar != "\n": cleaned.append(" ")
      case .format, .surrogate, .lineSeparator, .paragraphSeparator: continue
      default: cleaned.append(scalar)
      }
    }
    self.text = String(cleaned)
    self.emSize = emSize
    self.isBold = isBold
    self.ink = ink
  }

  /// How high it becomes in lines of `width` pixels. Throws when the font is not installed.
  public func height(width: Double) throws(TypesettingError) -> Double {
    try BlockLayout(self, width: width).height
  }
}
