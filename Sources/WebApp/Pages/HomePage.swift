import Catalogue
import HTTPKit
import Wording
import Yuantu

/// Where one stands, and what comes next.
enum HomePage {
  static func page(_ visit: Visit, _ shop: Shop, working: [Job]) throws(Problem) -> Response {
    let say = visit.say
    let overview = try shop.overview()
    let counts = overview.counts
    let running = working.map { job -> HTML in
      "<li><a href=\"/\(job.kind.place)/\(job.id)\">\(job.kind.name(say))</a> · \(job.stateName(say))</li>"
    }
    return PageFrame.page(
      visit, say("店铺“\(shop.name)”", "Shop “\(shop.name)”"),
      """
      \(running.isEmpty ? HTML.empty : "<section class=\"notice\"><h2>\(say("正在进行", "At work"))</h2><ul>\(running)</ul></section>")
      <ol class="steps">
      \(step("/originals", say("登记原图", "Take originals in"), say(
        "把整组拍摄的文件夹放进来：相机直出的文件，不要经过聊天软件。已登记 \(counts.originals) 个。",
        "Drop the whole shoot: files straight from the camera, never through a chat app. \(counts.originals) taken in."), counts.originals > 0, say))
      \(step("/protect", say("保护要上架的图", "Protect what will be listed"), say(
        "自动找到每张交付图的原图，按平台出图，加看不见的水印并签署记录。已交付 \(counts.issuedCopies) 张。",
        "Finds the original of every export, makes files for each platform, marks and signs them. \(counts.issuedCopies) issued."), counts.issuedCopies > 0, say))
      \(step("/check", say("检验可疑图", "Check a suspect"), say(
        "看看一张图是不是来自本店登记的图片，改了哪里。",
        "See whether a picture comes from one of yours, and what was changed."), false, say))
      \(step("/cases", say("投诉或申诉", "Complain or appeal"), say(
        "按平台表格预检，算好期限，做成材料包。", "Pre-flight against the platform's form, the clock, the package."), false, say))
      </ol>
      <section><h2>\(say("备份", "Backup"))</h2><p>\(say(
        "备份文件含密钥和目录，不含图片；请存到别的设备。图片在店铺文件夹的 originals、exports、listing、cases 中，请一并备份。",
        "The backup file holds the keys and the catalogue, not the pictures; keep it on another device. Pictures are in the folders originals, exports, listing and cases of the shop: back these up as well."))</p>
      <p class="buttons"><form method="post" action="/setup/backup/download" class="inline">\(visit.tokenField)<button>\(say("保存一份新的备份文件", "Save a new backup file"))</button></form>
      \(visit.button(say("锁上店铺并退出", "Lock the shop and sign out"), post: "/lock"))</p></section>
      \(undated(overview.undated, say))
      """)
  }

  private static func undated(_ count: Int, _ say: Words) -> HTML {
    if count == 0 { return .empty }
    return """
      <p class="hint">\(say(
        "还有 \(count) 条记录没有第三方时间戳；联网时可运行 yuantu stamp 一次补齐。",
        "Records without a third party's time stamp: \(count); yuantu stamp catches up in one go when online."))</p>
      """
  }

  private static func step(
    _ address: String, _ title: String, _ text: String, _ isDone: Bool, _ say: Words
  ) -> HTML {
    let done: HTML = isDone ? " <span class=\"done\">\(say("已有", "in use"))</span>" : ""
    return "<li><a href=\"\(address)\"><b>\(title)</b>\(done)<span>\(text)</span></a></li>"
  }
}
