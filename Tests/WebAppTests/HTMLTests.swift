import Testing

@testable import WebApp

@Suite struct HTMLTests {
  @Test func foreignTextNeverBecomesMarkup() {
    let name = "<img src=x onerror='alert(1)'>\"&"
    let piece: HTML = "<b title=\"\(name)\">\(name)</b>"
    #expect(
      piece.markup
        == "<b title=\"&lt;img src=x onerror=&#39;alert(1)&#39;&gt;&quot;&amp;\">"
        + "&lt;img src=x onerror=&#39;alert(1)&#39;&gt;&quot;&amp;</b>")
  }

  @Test func piecesStandAsTheyAre() {
    let items = ["一", "<二>"].map { text -> HTML in "<li>\(text)</li>" }
    let list: HTML = "<ul>\(items)\(2)\(nil)</ul>"
    #expect(list.markup == "<ul><li>一</li><li>&lt;二&gt;</li>2</ul>")
  }

  @Test func charactersThatTurnTheTextAroundAreShownAsReplacements() {
    let piece: HTML = "\("gpj\u{202E}exe\u{0}\u{1B}")"
    #expect(piece.markup == "gpj\u{FFFD}exe\u{FFFD}\u{FFFD}")
    let joined: HTML = "\("ں\u{200C}\u{200D}")"
    #expect(joined.markup.unicodeScalars.count == 3)
  }
}
