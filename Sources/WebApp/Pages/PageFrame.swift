import HTTPKit
import Wording

/// What all pages have around them.
enum PageFrame {
  /// A page with this title and content.
  static func page(
    _ visit: Visit, _ title: String, place: Job.Kind? = nil, status: Int = 200, _ content: HTML
  ) -> Response {
    let say = visit.say
    let other: Language = say.language == .english ? .simplifiedChinese : .english
    let otherName = other == .english ? "English" : "中文"
    let back = Visit.encoded(visit.address)
    let document: HTML = """
      <!DOCTYPE html>
      <html lang="\(say.language.rawValue)"><head><meta charset="utf-8">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <title>\(title) · \(say("原图", "Yuantu"))</title>
      <link rel="stylesheet" href="/assets/style.css"><link rel="icon" href="/assets/icon.svg">
      <script src="/assets/app.js" defer></script></head>
      <body><a class="skip" href="#main">\(say("跳到正文", "Skip to content"))</a>
      <header class="top"><a class="brand" href="/">\(say("原图 Yuantu", "Yuantu 原图"))</a>
      \(visit.shopName == nil ? reviewOnly(visit, place) : places(visit, place))
      <div class="tools">\(visit.shopName.map { "<span class=\"shop\">\($0)</span>" as HTML })
      <a hreflang="\(other.rawValue)" lang="\(other.rawValue)" href="/language?to=\(other.rawValue)&amp;back=\(back)">\(otherName)</a></div></header>
      <main id="main" tabindex="-1"><h1>\(title)</h1>
      <noscript><p class="notice">\(say("上传和进度需要浏览器允许 JavaScript。", "Uploads and progress need JavaScript."))</p></noscript>
      \(content)</main>
      <footer><p>\(say(
        "全部在运行原图的这台电脑上完成，不发给任何第三方。匹配不等于归属；“未检出”不等于“未使用”。",
        "Everything happens on the machine where Yuantu runs; nothing is sent to anybody else. A match is not ownership; “not detected” is not “not used”."))</p></footer>
      </body></html>

      """
    return Response(
      status: status,
      headers: [("Content-Type", "text/html; charset=utf-8"), ("Cache-Control", "no-store")],
      body: .bytes(Array(document.markup.utf8)))
  }

  private static func places(_ visit: Visit, _ here: Job.Kind?) -> HTML {
    let links = Job.Kind.allCases.map { kind -> HTML in
      let current: HTML = kind == here ? " aria-current=\"page\"" : ""
      return "<li><a href=\"/\(kind.place)\"\(current)>\(kind.name(visit.say))</a></li>"
    }
    return """
      <nav aria-label="\(visit.say("主要页面", "Main"))"><ul>\(links)</ul></nav>
      """
  }

  /// Without a shop only packages can be checked.
  private static func reviewOnly(_ visit: Visit, _ here: Job.Kind?) -> HTML {
    let current: HTML = here == .review ? " aria-current=\"page\"" : ""
    return """
      <nav aria-label="\(visit.say("主要页面", "Main"))"><ul><li><a href="/review"\(current)>\(Job.Kind.review.name(visit.say))</a></li></ul></nav>
      """
  }
}

extension Job.Kind {
  /// What the place is called.
  func name(_ say: Words) -> String {
    switch self {
    case .originals: say("登记原图", "Originals")
    case .protect: say("保护", "Protect")
    case .check: say("检验", "Check")
    case .cases: say("案件", "Cases")
    case .review: say("核对材料包", "Review")
    }
  }
}
