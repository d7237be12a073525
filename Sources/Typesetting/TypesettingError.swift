/// Why something could not be drawn.
public struct TypesettingError: Error, Hashable, Sendable {
  /// The stable reasons.
  public enum Code: String, CaseIterable, Sendable {
    /// No visible character.
    case emptyText
    /// More characters than a mark has.
    case textTooLong
    /// A line break, a control character or one that changes the direction of writing.
    case controlCharacter
    /// A pictograph: fonts differ in them, and platforms replace them.
    case emoji
    /// The font has no shape for a character; `detail` names it.
    case missingGlyph
    /// No font of this name is installed; `detail` names it.
    case fontNotFound
    /// The file is no SVG in UTF-8.
    case notSVG
    /// An SVG with a script, a reference to something outside itself, or live text; `detail` names it.
    case forbiddenInSVG
    /// The SVG cannot be drawn, or says no size.
    case brokenSVG
    /// The library refused.
    case drawingFailed
  }

  /// The reason.
  public let code: Code
  /// What it is about: a character, a font, an element.
  public let detail: String

  /// An error of this kind.
  public init(_ code: Code, _ detail: String = "") {
    self.code = code
    self.detail = detail
  }
}
