extension TextLine {
  /// Draws the line with `emSize` pixels to the em, widened by `edge` pixels on all sides.
  ///
  /// Shapes are filled outlines without hinting, so that they are the same at every position. Throws
  /// when the font is not installed or lacks a character: nothing is ever drawn in another font.
  public func stencil(emSize: Double, edge: Double) throws(TypesettingError) -> TextStencil {
    try Self.withLayout(self, emSize: emSize) { layout throws(TypesettingError) in
      try layout.requireGlyphs()
      return try layout.stencil(edge: edge)
    }
  }

  /// Throws when the font is not installed or lacks a character.
  public func checkGlyphs() throws(TypesettingError) {
    try Self.withLayout(self, emSize: 32) { layout throws(TypesettingError) in
      try layout.requireGlyphs()
    }
  }

  /// The licence that the font's file states.
  public func licence() throws(TypesettingError) -> Typeface.Licence {
    try Self.withLayout(self, emSize: 32) { layout throws(TypesettingError) in layout.licence }
  }

  private static func withLayout<Result>(
    _ line: TextLine, emSize: Double,
    body: (borrowing PangoText) throws(TypesettingError) -> Result
  ) throws(TypesettingError) -> Result {
    try body(try PangoText(line, emSize: emSize))
  }
}
