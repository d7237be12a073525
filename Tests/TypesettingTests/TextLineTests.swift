import Pixels
import Testing

@testable import Typesetting

private func code(_ body: () throws(TypesettingError) -> Void) -> TypesettingError? {
  do throws(TypesettingError) {
    try body()
    return nil
  } catch { return error }
}

/// The share of a plane that is covered.
private func share(_ plane: Plane) -> Float {
  plane.samples.reduce(0, +) / Float(plane.samples.count)
}

@Test(arguments: ["青禾家居", "青禾家居 QINGHE", "© 2026 青禾", "繁體字與假名カナ"])
func standardFontDrawsWhatShopsWrite(text: String) throws {
  let stencil = try TextLine(text).stencil(emSize: 40, edge: 3)
  #expect(stencil.size.width > stencil.size.height)
  #expect((0.1...0.7).contains(share(stencil.fill)))
  #expect(share(stencil.edge) > share(stencil.fill) + 0.05)
}

@Test func edgeIncludesTheShapes() throws {
  let stencil = try TextLine("青禾").stencil(emSize: 40, edge: 2)
  #expect(zip(stencil.fill.samples, stencil.edge.samples).allSatisfy { $0 <= $1 + 0.01 })
}

@Test func differentCharactersHaveDifferentShapes() throws {
  // A font without them would give every one the same box.
  let one = try TextLine("青").stencil(emSize: 64, edge: 0).fill
  let other = try TextLine("禾").stencil(emSize: 64, edge: 0).fill
  #expect(one != other)
}

@Test func verticalTextRunsDownWithUprightCharacters() throws {
  let across = try TextLine("青禾家居").stencil(emSize: 40, edge: 1).size
  let down = try TextLine("青禾家居", isVertical: true).stencil(emSize: 40, edge: 1).size
  #expect(down.height > 3 * down.width && across.width > 3 * across.height)
  // One character is as upright as it is in a line.
  let single = try TextLine("一").stencil(emSize: 60, edge: 0).size
  let singleDown = try TextLine("一", isVertical: true).stencil(emSize: 60, edge: 0).size
  #expect(single.width > 2 * single.height && singleDown.width > 2 * singleDown.height)
}

@Test func missingGlyphIsAnErrorThatNamesTheCharacter() throws {
  let line = try TextLine("青禾 ሀ")
  let error = code { () throws(TypesettingError) in try line.checkGlyphs() }
  #expect(error?.code == .missingGlyph)
  #expect(error?.detail == "ሀ (U+1200)")
  let latin = try TextLine("青禾", typeface: Typeface(family: "DejaVu Sans"))
  #expect(code { () throws(TypesettingError) in try latin.checkGlyphs() }?.code == .missingGlyph)
}

@Test func unknownFontIsAnErrorAndNoOtherFontIsTaken() throws {
  let line = try TextLine("青禾", typeface: Typeface(family: "No Such Font"))
  let error = code { () throws(TypesettingError) in try line.checkGlyphs() }
  #expect(error == TypesettingError(.fontNotFound, "No Such Font"))
}

@Test func textThatIsNoMarkIsRefused() {
  func refusal(_ text: String) -> TypesettingError.Code? {
    code { () throws(TypesettingError) in _ = try TextLine(text) }?.code
  }
  #expect(refusal("") == .emptyText)
  #expect(refusal("  \t ") == .emptyText)
  #expect(refusal(String(repeating: "长", count: 200)) == .textTooLong)
  #expect(refusal(String(repeating: "长", count: 40)) == nil)
  #expect(refusal("青禾😀") == .emoji)
  #expect(refusal("青禾❤\u{FE0F}") == .emoji)
  #expect(refusal("青\n禾") == .controlCharacter)
  #expect(refusal("青\u{202E}禾") == .controlCharacter)
}

@Test func licenceIsReadFromTheFontItself() throws {
  #expect(try TextLine("青禾").licence() == .open)
  #expect(
    try TextLine("Qinghe", typeface: Typeface(family: "DejaVu Sans")).licence() == .open)
}
