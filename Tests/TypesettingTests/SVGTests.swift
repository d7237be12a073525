import Pixels
import Testing

@testable import Typesetting

private func svg(_ inside: String, attributes: String = "viewBox='0 0 200 100'") -> [UInt8] {
  Array(
    """
    <?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg" \
    xmlns:xlink="http://www.w3.org/1999/xlink" \(attributes)>\(inside)</svg>
    """.utf8)
}

private func refusal(_ bytes: [UInt8]) -> TypesettingError? {
  do throws(TypesettingError) {
    _ = try SVGDrawing(bytes)
    return nil
  } catch { return error }
}

@Test func drawingHasItsColoursAndTransparency() throws {
  let drawing = try SVGDrawing(
    svg("<!-- <script> --><rect x='0' y='0' width='100' height='100' fill='#ff8000'/>"))
  #expect(drawing.aspect == 2)
  let raster = try drawing.raster(Size(width: 40, height: 20))
  let alpha = try #require(raster.alpha)
  #expect(Array(raster.samples[30..<33]) == [255, 128, 0])
  #expect(alpha[10] == 255 && alpha[30] == 0)
}

@Test func referencesInsideTheFileAreFine() {
  let gradient = svg(
    """
    <defs><linearGradient id='g'><stop offset='0' stop-color='red'/></linearGradient></defs>
    <rect width='10' height='10' fill='url(#g)'/><use xlink:href='#g'/>
    <style>.a { fill: url("#g") }</style>
    """)
  #expect(refusal(gradient) == nil)
}

@Test(arguments: [
  "<script>alert(1)</script>", "<SCRIPT/>", "<svg:script xmlns:svg='x'/>",
  "<rect onload='x()' width='1' height='1'/>",
  "<image href='http://example.org/a.png' width='1' height='1'/>",
  "<image xlink:href='file:///etc/passwd' width='1' height='1'/>",
  "<use href='other.svg#a'/>", "<rect style='fill:url(http://example.org/a)'/>",
  "<style>@import 'a.css';</style>", "<style><![CDATA[a{fill:url(http://a)}]]></style>",
  "<style>a{fill:u\nrl(x)} b{fill:url( 'http://a' )}</style>",
  "<foreignObject/>", "<text>青禾</text>", "<a href='javascript:x'/>",
])
func whatReachesOutOrRunsIsRefusedByName(inside: String) {
  let error = refusal(svg(inside))
  #expect(error?.code == .forbiddenInSVG)
  #expect(error?.detail.isEmpty == false)
}

@Test func entitiesAndStyleSheetsFromOutsideAreRefused() {
  let entity = Array("<!DOCTYPE svg [<!ENTITY a 'b'>]><svg viewBox='0 0 1 1'/>".utf8)
  #expect(refusal(entity)?.code == .forbiddenInSVG)
  let sheet = Array("<?xml-stylesheet href='a.css'?><svg viewBox='0 0 1 1'/>".utf8)
  #expect(refusal(sheet)?.code == .forbiddenInSVG)
}

@Test(arguments: [
  [], Array("GIF89a".utf8), Array("<html></html>".utf8), Array("<svg viewBox='0 0 1 1'>".utf8),
  Array("<svg a=\"".utf8), Array("<svg <".utf8), Array("<".utf8), Array("</svg>".utf8),
  [0xFF, 0xFE, 0x3C, 0x00], Array("<!--".utf8), Array("<svg></svg></svg>".utf8),
])
func whatIsNoSVGIsRefused(bytes: [UInt8]) {
  #expect(refusal(bytes) != nil)
}

@Test func drawingWithoutASizeIsRefused() {
  #expect(refusal(svg("", attributes: "width='0' height='10'"))?.code == .brokenSVG)
  #expect(refusal(svg("", attributes: "viewBox='0 0 100000 1'"))?.code == .brokenSVG)
}

@Test func deepAndHugeFilesAreBounded() {
  let deep = String(repeating: "<g>", count: 100) + String(repeating: "</g>", count: 100)
  #expect(refusal(svg(deep))?.code == .forbiddenInSVG)
  let many = String(repeating: "<g/>", count: 20_001)
  #expect(refusal(svg(many))?.code == .forbiddenInSVG)
  #expect(refusal([UInt8](repeating: 0x20, count: (1 << 20) + 1))?.code == .forbiddenInSVG)
}
