import Cases
import HTTPKit
import Wording
import Yuantu

/// Protect: dropping exports, pairing, choices, preview, and what came of it.
enum ProtectPages {
  private static let rowsOfPage = 50

  static func place(_ visit: Visit, jobs: [Job], hasOriginals: Bool) -> Response {
    let say = visit.say
    let advice: HTML =
      hasOriginals
      ? .empty
      : """
      <p class="notice">\(say("还没有登记原图。先登记原图，记录才能把交付图和原图连在一起。", "No originals yet. Take them in first, so that records tie the copies to them.")) <a href="/originals">\(say("去登记", "Take originals in"))</a></p>
      """
    return PageFrame.page(
      visit, Job.Kind.protect.name(say), place: .protect,
      """
      \(advice)\(Pieces.Drop(
        say: say, token: visit.formToken, create: "/protect",
        title: say("把要上架的图片拖到这里", "Drop the pictures you are going to list"),
        hint: say("修好的图：主图、详情图、白底图、SKU 图。文件夹名和文件名会用来判断图位。", "Finished pictures: main, detail, white, SKU. Folder and file names help to find the slot.")
      ).html)\(Pieces.list(jobs, visit))
      """)
  }

  /// Pairs, choices, and the preview once it is made.
  static func choose(
    _ visit: Visit, _ job: Job, _ result: ProtectResult, pairs: (rows: [PairRow], count: Int),
    platforms: [Platform], templates: [String], problem: Problem? = nil
  ) -> Response {
    let say = visit.say
    return PageFrame.page(
      visit, say("核对配对，选择平台", "Look at the pairs, choose platforms"), place: .protect,
      status: problem == nil ? 200 : 422,
      """
      \(problem.map { Pieces.problem($0, say) })
      <p class="result">\(say(
        "\(result.paired) 张找到了原图，\(result.unpaired) 张没有找到。", "\(result.paired) have an original, \(result.unpaired) have none."))</p>
      \(samples(job, result, platforms, say))
      \(form(visit, job, platforms, templates))
      \(self.pairs(visit, job, pairs))
      """)
  }

  static func pairRows(_ path: String, page: Int) -> (rows: [PairRow], count: Int) {
    RowFile<PairRow>.read(path, offset: page * rowsOfPage, limit: rowsOfPage)
  }

  private static func form(
    _ visit: Visit, _ job: Job, _ platforms: [Platform], _ templates: [String]
  ) -> HTML {
    let say = visit.say
    let boxes = platforms.map { platform -> HTML in
      let checked: HTML = job.choices.platforms.contains(platform.id) ? " checked" : ""
      return
        "<label class=\"choice\"><input type=\"checkbox\" name=\"platform\" value=\"\(platform.id)\"\(checked)>\(say(platform.name))</label>"
    }
    let options = templates.map { name -> HTML in
      let selected: HTML = job.choices.template == name ? " selected" : ""
      return "<option value=\"\(name)\"\(selected)>\(name)</option>"
    }
    let white: HTML = job.choices.keepsWhite ? " checked" : ""
    let main = job.choices.platforms.isEmpty && job.step == .pairing
    return """
      <form method="post" action="/protect/\(job.id)/run" class="stacked">\(visit.tokenField)
      <fieldset><legend>\(say("平台（每个平台一个文件夹，尺寸和字节数符合其规则）", "Platforms (a folder for each, within its rules of size and bytes)"))</legend>
      <div class="choices">\(boxes)</div><p class="hint">\(say("不选平台则保持原来的尺寸和格式。", "Without a platform sizes and formats stay as they are."))</p></fieldset>
      <fieldset><legend>\(say("明水印", "Visible mark"))</legend>
      <label>\(say("模板（只加在平台允许的图位）", "Template (only in slots where the platform allows it)"))<select name="template"><option value="">\(say("不加", "none"))</option>\(options)</select></label>
      <label>\(say("或新建：水印文字", "Or a new one: its text"))<input name="text" maxlength="40" value="" autocomplete="off"></label></fieldset>
      <fieldset><legend>\(say("隐形水印", "Invisible mark"))</legend><p>\(say("每张图都加，每个平台的编码不同。", "In every picture, with another code for each platform."))</p>
      <label class="choice"><input type="checkbox" name="keepsWhite" value="1"\(white)>\(say("白底保持纯白（255）", "Keep pure white (255) as it is"))</label></fieldset>
      <p class="buttons"><button formaction="/protect/\(job.id)/preview" class="\(main ? "main" : "")">\(say("先预览最难的五张", "Preview the five hardest first"))</button>
      <button class="\(main ? "" : "main")">\(say("开始保护", "Protect them"))</button></p></form>
      """
  }

  private static func samples(
    _ job: Job, _ result: ProtectResult, _ platforms: [Platform], _ say: Words
  ) -> HTML {
    if result.samples.isEmpty { return Pieces.troubles(result.troubles, say) }
    let figures = result.samples.enumerated().map { index, sample -> HTML in
      let place = Self.place(sample.platform, sample.slot, platforms, say)
      let legibility: HTML =
        sample.legibility.map {
          " · \(say("明水印清晰度", "visible mark's legibility")) \(Int($0.rounded()))" as HTML
        } ?? .empty
      return Pieces.slider(
        left: "/protect/\(job.id)/views/sample-\(index)-before.jpg",
        right: "/protect/\(job.id)/views/sample-\(index)-after.jpg", .marking(say),
        caption: """
          <b>\(say(sample.kind.text))</b> \(sample.file)<br>\(place) \(sample.width)×\(sample.height) · \(say.bytes(sample.bytes)) · \
          \(say("画质分", "quality")) \(say.decimal(sample.score))\(legibility) \(Pieces.findings(sample.findings, say))
          """, say)
    }
    return """
      <section><h2>\(say("预览：最难的几张，加水印之前和之后", "Preview: the hardest pictures before and after"))</h2>
      <div class="gallery">\(figures)</div>\(Pieces.troubles(result.troubles, say))</section>
      """
  }

  private static func pairs(
    _ visit: Visit, _ job: Job, _ pairs: (rows: [PairRow], count: Int)
  ) -> HTML {
    let say = visit.say
    let first = visit.page * rowsOfPage
    let lines = pairs.rows.enumerated().map { index, row -> HTML in
      let original: HTML =
        row.original.map {
          """
          <img class="thumb" src="/originals/thumbnails/\($0)" alt="" loading="lazy"> \(row.originalFile ?? "") <span class="hint">\(say.decimal((row.correlation ?? 0) * 100)) %</span>
          """
        }
        ?? (row.trouble.map { "<span class=\"bad\">\(say($0.text))</span>" }
          ?? "<span class=\"bad\">\(say("没有找到原图", "no original found"))</span>")
      let export: HTML =
        row.trouble == nil
        ? "<img class=\"thumb\" src=\"/protect/\(job.id)/views/pair-\(first + index).jpg\" alt=\"\" loading=\"lazy\"> "
        : ""
      return "<tr><td>\(export)\(row.file)</td><td>\(original)</td></tr>"
    }
    return """
      <section><h2>\(say("配对", "Pairs"))</h2><div class="scroll" tabindex="0" role="region" aria-label="\(say("配对", "Pairs"))"><table><thead><tr><th scope="col">\(say("交付图", "Export"))</th><th scope="col">\(say("原图（细节吻合度）", "Original (agreement of detail)"))</th></tr></thead><tbody>\(lines)</tbody></table></div>
      \(Pieces.pager(visit, count: pairs.count, size: rowsOfPage))</section>
      """
  }

  static func done(
    _ visit: Visit, _ job: Job, _ result: ProtectResult, rows: (rows: [CopyRow], count: Int),
    platforms: [Platform], folder: String?,
    canShow: Bool
  ) -> Response {
    let say = visit.say
    let summary = result.summary.map { summary -> HTML in
      """
      <p class="result">\(say(
        "新交付 \(summary.issued) 张，无需重做 \(summary.unchanged) 张，补写 \(summary.restored) 张，内容重复 \(summary.duplicates) 张，失败 \(summary.failed) 张；\(summary.withoutOriginal) 张没有找到原图。用时 \(say.decimal(summary.seconds)) 秒。",
        "\(summary.issued) issued, \(summary.unchanged) unchanged, \(summary.restored) restored, \(summary.duplicates) with equal bytes, \(summary.failed) failed; \(summary.withoutOriginal) without a known original. \(say.decimal(summary.seconds)) seconds."))</p>
      """
    }
    let place: HTML =
      folder.map { folder in
        let show: HTML =
          canShow
          ? visit.button(say("打开文件夹", "Open the folder"), post: "/protect/\(job.id)/show") : .empty
        return """
          <p>\(say("文件夹", "Folder")): <code>\(folder)</code> <button type="button" data-copy="\(folder)">\(say("复制", "Copy"))</button> \(show)</p>
          """
      } ?? .empty
    return PageFrame.page(
      visit, say("已保护", "Protected"), place: .protect,
      """
      \(summary)\(failures(result, say))<p class="buttons"><a class="button main" href="/protect/\(job.id)/download" download>\(say("下载全部（zip）", "Download all (zip)"))</a>
      <a class="button" href="/protect/\(job.id)/list.csv" download>\(say("下载清单（CSV）", "Download the list (CSV)"))</a>
      <a class="button" href="/protect/\(job.id)/choices">\(say("再选其他平台", "Choose other platforms"))</a></p>\(place)
      <section class="notice"><h2>\(say("试一试", "Try it"))</h2><p>\(say(
        "把一张交付图缩到 760 像素、重新压缩成 JPEG 75，看看还认不认得出；或自己改一张，到“检验”页拖进去。",
        "Take one of the copies, shrunk to 760 pixels and compressed again as JPEG 75, and see whether it is recognised; or change one yourself and drop it on Check."))</p>
      \(visit.button(say("缩小、重压一张并检验", "Shrink, compress and check one"), post: "/protect/\(job.id)/try"))</section>
      \(worstPictures(job, result.worst, say))\(table(visit, rows, platforms))
      """)
  }

  private static func failures(_ result: ProtectResult, _ say: Words) -> HTML {
    if result.failures.isEmpty { return .empty }
    return """
      <section><h2>\(say("没有完成的", "Not done"))</h2>\(Pieces.troubles(result.failures, say))</section>
      """
  }

  static func copyRows(_ path: String, page: Int) -> (rows: [CopyRow], count: Int) {
    RowFile<CopyRow>.read(path, offset: page * rowsOfPage, limit: rowsOfPage)
  }

  private static func worstPictures(
    _ job: Job, _ worst: [CopyRow], _ say: Words
  ) -> HTML {
    if worst.isEmpty { return .empty }
    let figures = worst.enumerated().map { index, row -> HTML in
      Pieces.slider(
        left: "/protect/\(job.id)/views/worst-\(index)-before.jpg",
        right: "/protect/\(job.id)/views/worst-\(index)-after.jpg", .marking(say),
        caption: """
          \(row.output)<br>\(row.width)×\(row.height) · \(say.bytes(row.bytes)) · \(say("画质分", "quality")) \(row.score.map(say.decimal) ?? "–")
          """, say)
    }
    return """
      <section><h2>\(say("画质最低的五张", "The five of lowest quality"))</h2><p class="hint">\(say("分数为 SSIMULACRA 2，按其作者的刻度：100 完全相同，90 看不出差别，70 为高质量。", "SSIMULACRA 2, on its authors' scale: 100 is equal, 90 visually lossless, 70 high quality."))</p><div class="gallery">\(figures)</div></section>
      """
  }

  private static func table(
    _ visit: Visit, _ rows: (rows: [CopyRow], count: Int), _ platforms: [Platform]
  ) -> HTML {
    let say = visit.say
    let lines = rows.rows.map { row -> HTML in
      let what: HTML =
        row.trouble.map { "<span class=\"bad\">\(say($0.text))</span>" }
        ?? "\(row.output) \(Pieces.findings(row.findings, say))"
      let size: HTML =
        row.bytes == 0 ? .empty : "\(row.width)×\(row.height) · \(say.bytes(row.bytes))"
      return """
        <tr><td>\(row.file)</td><td>\(what)</td><td>\(place(row.platform, row.slot, platforms, say))</td><td>\(size)</td><td>\(row.originalFile ?? "–")</td></tr>
        """
    }
    return """
      <section><h2>\(say("交付图", "Issued copies"))</h2><div class="scroll" tabindex="0" role="region" aria-label="\(say("交付图", "Issued copies"))"><table><thead><tr><th scope="col">\(say("来源", "Source"))</th><th scope="col">\(say("交付图", "Copy"))</th><th scope="col">\(say("平台、图位", "Platform, slot"))</th><th scope="col">\(say("大小", "Size"))</th><th scope="col">\(say("原图", "Original"))</th></tr></thead><tbody>\(lines)</tbody></table></div>
      \(Pieces.pager(visit, count: rows.count, size: rowsOfPage))</section>
      """
  }

  private static func place(
    _ platform: String, _ slot: String, _ platforms: [Platform], _ say: Words
  ) -> String {
    guard let known = platforms.first(where: { $0.id == platform }) else { return "" }
    return say(known.name) + " " + (known.slot(id: slot).map { say($0.name) } ?? slot)
  }
}
