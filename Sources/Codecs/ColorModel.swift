/// The kind of colour a file stores.
public enum ColorModel: String, CaseIterable, Sendable {
  /// One channel of brightness.
  case grey
  /// Red, green and blue, or luma and chroma made of them.
  case rgb
  /// Four inks, or luma and chroma made of them with black.
  case cmyk
}
