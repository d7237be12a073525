public import Codecs
import Files
import Trust
public import Wording

/// Writes what a verification saw as a page of its own: three panels, classes with their meaning,
/// a view that blinks between the pictures, and the likeliest picture that is no match. One file that
/// refers to nothing outside it.
public struct ComparisonPage: Sendable {
  private let shop: Shop
  private let folder: String
  private let language: Language
  private let limits: DecodeLimits

  /// Writes pages of `shop` into `folder`.
  public init(shop: Shop, folder: String, language: Language, limits: DecodeLimits) {
    self.shop = shop
    self.folder = folder
    self.language = language
    self.limits = limits
  }

  /// Writes the page about a verdict; returns its path, or nil when there is no picture to compare
  /// with. A page of the same name is replaced.
  public func write(_ verdict: Verdict) throws(Problem) -> String? {
    do {
      guard let images = try ComparisonImages(verdict, shop: shop, limits: limits) else {
        return nil
      }
      try Directory.create(folder)
      let name = FoundFile.name(of: verdict.path)
      let path = "\(folder)/\(name).comparison.html"
      try AtomicFile.write(Array(page(verdict, images).utf8), to: path, replacing: true)
      return path
    } catch { throw Problem(any: error, path: verdict.path) }
  }

  private func page(_ verdict: Verdict, _ images: ComparisonImages) -> String {
    func say(_ chinese: String, _ english: String) -> String {
      HTMLText.escaped(LocalizedText(chinese, english).text(in: language))
    }
    let legend = images.shares.map { share in
      let colour = share.colour
      return "<li><i style=\"background:rgb(\(colour.0),\(colour.1),\(colour.2))\"></i>"
        + HTMLText.escaped(share.name.text(in: language))
        + (share.percent.map { " \($0) %</li>" } ?? "</li>")
    }
    let titles = [
      say("被检图", "Suspect"), say("登记图", "Recorded picture"), say("改动", "What was changed"),
    ]
    let findings = verdict.findings.map {
      "<li>\(HTMLText.escaped($0.text.text(in: language)))</li>"
    }
    let blink = """
      <h2>\(say("对齐后切换", "Blink, aligned"))</h2>
      <div class="blink"><img src="\(data(images.recorded))" alt="\(titles[1])">\
      <img class="over" src="\(data(images.alignedSuspect))" alt="\(titles[0])"></div>
      <p>\(say("鼠标悬停可停住。", "Hold the pointer over it to stop."))</p>
      """
    let pairs = images.lines.map {
      """
      <details><summary>\(say("最强的配对点", "The strongest matched points"))</summary>
      <img class="lines" src="\(data($0))" alt=""></details>
      """
    }
    let other = images.lookAlike.map {
      """
      <h2>\(say("最像但不是匹配的登记图", "The likeliest recorded picture that is no match"))</h2>
      <img class="other" src="\(data($0))" alt="">
      """
    }
    return """
      <!DOCTYPE html>
      <html lang="\(language.rawValue)"><head><meta charset="utf-8">
      <title>\(HTMLText.escaped(FoundFile.name(of: verdict.path)))</title>
      <style>\(Self.style)</style></head><body>
      <h1>\(verdict.relation.rawValue) \
      \(HTMLText.escaped(verdict.sentence.text(in: language)))</h1>
      <p>\(HTMLText.escaped(verdict.path))</p>
      <p>\(HTMLText.escaped(images.sentence?.text(in: language) ?? ""))</p>
      <p>\(titles.joined(separator: " | "))</p>
      <img class="panels" src="\(data(images.panels))" alt="\(titles.joined(separator: ", "))">
      <ul class="legend">\(legend.joined())</ul>
      \(blink)
      \(pairs ?? "")
      \(other ?? "")
      <h2>\(say("所见", "Findings"))</h2><ul>\(findings.joined())</ul>
      </body></html>

      """
  }

  private func data(_ jpeg: [UInt8]) -> String {
    "data:image/jpeg;base64," + Base64.text(jpeg)
  }

  private static let style = """
    body{font-family:sans-serif;max-width:1200px;margin:1em auto;padding:0 1em}\
    h1{font-size:1.2em}img{max-width:100%}.other{max-height:24em}\
    .legend{list-style:none;padding:0}.legend li{display:inline-block;margin-right:1.5em}\
    .legend i{display:inline-block;width:1em;height:1em;margin-right:.4em}\
    .blink{position:relative;display:inline-block}.over{position:absolute;left:0;top:0;\
    animation:blink 1.6s steps(1) infinite}.blink:hover .over{animation-play-state:paused}\
    @keyframes blink{0%{opacity:1}50%{opacity:0}}
    """
}
