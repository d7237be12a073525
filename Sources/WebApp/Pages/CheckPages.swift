import Cases
import HTTPKit
import Wording
import Yuantu

/// Check: dropping a suspect, and its verdict.
enum CheckPages {
  static func place(_ visit: Visit, jobs: [Job]) -> Response {
    let say = visit.say
    return PageFrame.page(
      visit, Job.Kind.check.name(say), place: .check,
      """
      \(Pieces.Drop(
        say: say, token: visit.formToken, create: "/check",
        title: say("把可疑图拖到这里，或按 Ctrl+V 粘贴", "Drop a suspect here, or paste it with Ctrl+V"),
        hint: say("尽量保存平台上最大的版本。整页截图请先裁出一张图。可一次放多张。", "Save the largest version the platform has. Cut one picture out of a page screenshot first. Several at once are welcome."),
        takesFolders: false, takesPaste: true
      ).html)\(addressHelper(visit))\(Pieces.list(jobs, visit))
      """)
  }

  /// Turns the address of a small variant into that of the largest.
  private static func addressHelper(_ visit: Visit) -> HTML {
    let say = visit.say
    let given = visit.head.query["address"] ?? ""
    let answer: HTML
    if given.isEmpty {
      answer = .empty
    } else if let address = PictureAddress(given) {
      answer = """
        <p role="status">\(address.isChanged
          ? say("最大版本的地址（请在浏览器中打开并另存）：", "Address of the largest variant (open it in a browser and save it):")
          : say("这个地址里看不出缩小的写法，可能已是最大版本：", "Nothing in this address asks for a smaller variant; it may be the largest:"))</p>
        <p><code class="address">\(address.largest)</code> <button type="button" data-copy="\(address.largest)">\(say("复制", "Copy"))</button></p>
        """
    } else {
      answer =
        "<p class=\"problem\" role=\"alert\">\(say("这不是图片地址。", "That is not the address of a picture."))</p>"
    }
    return """
      <section><h2>\(say("取最大版本的地址", "The largest variant's address"))</h2>
      <form method="get" action="/check" class="line"><label>\(say("粘贴图片地址", "Paste the picture's address"))<input name="address" type="text" inputmode="url" value="\(given)" autocomplete="off"></label>
      <button>\(say("转换", "Convert"))</button></form>\(answer)<p class="hint">\(say("只按文字规则改写，不会联网。", "Rewritten by rule of text; nothing is fetched."))</p></section>
      """
  }

  static func verdicts(_ visit: Visit, _ job: Job, _ result: VerdictsResult) -> Response {
    let say = visit.say
    let remove = visit.button(
      say("移除这次检验和上传的图", "Remove this check and what was uploaded"), post: "/check/\(job.id)/remove"
    )
    return PageFrame.page(
      visit, say("检验结果", "Verdict"), place: .check,
      """
      \(result.suspects.enumerated().map { Pieces.verdict($1, index: $0, job, say) })
      <section><h2>\(say("接下来", "What now"))</h2><p class="buttons">
      <form method="post" action="/cases" class="inline">\(visit.tokenField)<input type="hidden" name="source" value="\(job.id)"><button class="main">\(say("用这些图建立案件", "Make a case of these"))</button></form>
      \(remove)</p></section>
      \(Pieces.report(job, result, say))
      """)
  }
}

extension Pieces {
  /// What was found about one suspect.
  static func verdict(
    _ suspect: VerdictsResult.Suspect, index: Int, _ job: Job, _ say: Words
  ) -> HTML {
    let helper: HTML =
      suspect.isTooSmall && job.kind == .check
      ? "<p><a href=\"/check\">\(say("取最大版本的地址", "Find the largest variant's address"))</a></p>"
      : .empty
    return """
      <article class="verdict level-\(suspect.relation)"><h2>\(suspect.file)</h2>
      <p class="sentence"><b class="level">\(suspect.relation)</b> \(say(suspect.sentence.text))</p>\(helper)
      \(suspect.hasComparison ? comparison(suspect, index, job, say) : .empty)
      <ul class="lines">\(suspect.lines.map { line -> HTML in "<li>\(say(line.text))</li>" })</ul></article>
      """
  }

  private static func comparison(
    _ suspect: VerdictsResult.Suspect, _ index: Int, _ job: Job, _ say: Words
  ) -> HTML {
    let base = "/\(job.kind.place)/\(job.id)/views/\(index)"
    let legend = suspect.shares.enumerated().map { number, share -> HTML in
      "<li class=\"kind-\(number)\">\(say(share.name.text))\(share.percent.map { " \($0) %" } ?? "")</li>"
    }
    let lines: HTML =
      suspect.hasLines
      ? "<details><summary>\(say("最强的配对点", "The strongest matched points"))</summary><img src=\"\(base)-lines.jpg\" alt=\"\(say("两图之间的配对点连线", "Lines between matched points of the two"))\" loading=\"lazy\"></details>"
      : .empty
    let other: HTML =
      suspect.hasLookAlike
      ? "<details><summary>\(say("最像但不是匹配的登记图", "The likeliest recorded picture that is no match"))</summary><img src=\"\(base)-other.jpg\" alt=\"\(say("最像的那张登记图，不是匹配", "The recorded picture that is likest, and no match"))\" loading=\"lazy\"></details>"
      : .empty
    return """
      <figure class="panels"><div class="scroll" tabindex="0" role="region" aria-label="\(say("三图对照", "Three pictures side by side"))"><img src="\(base)-panels.jpg" alt="\(say("左：被检图；中：登记图；右：改动", "Left: the suspect; middle: the recorded picture; right: what was changed"))"></div>
      <figcaption>\(say("左：被检图；中：登记图；右：改动", "Left: the suspect; middle: the recorded picture; right: what was changed"))</figcaption></figure>
      <p>\(suspect.comparison.map { say($0.text) } ?? "")</p><ul class="legend">\(legend)</ul>
      <details><summary>\(say("对齐后对比", "Compare, aligned"))</summary>\(slider(
        left: "\(base)-recorded.jpg", right: "\(base)-suspect.jpg",
        Sides(left: say("登记图", "recorded"), right: say("被检图", "suspect")), caption: .empty, say))</details>\(lines)\(other)
      """
  }

  /// The report in all its renderings.
  static func report(_ job: Job, _ result: VerdictsResult, _ say: Words) -> HTML {
    guard let number = result.reportNumber else { return troubles(result.troubles, say) }
    let base = "/\(job.kind.place)/\(job.id)/report"
    let suffix = say.language == .english ? "en" : "zh"
    let links = result.reportFiles.map { name -> HTML in
      "<li><a href=\"\(base)/\(name)\" download>\(name)</a></li>"
    }
    return """
      <section><h2>\(say("核验报告 \(number)", "Report \(number)"))</h2>
      <p class="buttons"><a class="button" href="\(base)/report_\(suffix).pdf" download>PDF</a> <a class="button" href="\(base)/report_\(suffix)_01.jpg" download>JPEG</a> \
      <a class="button" href="\(base)/report_\(suffix).html" download>HTML</a> <a class="button" href="\(base)/report.json" download>JSON</a></p>
      <details><summary>\(say("报告第一页", "The report's first page"))</summary><img class="page" src="\(base)/report_\(suffix)_01.jpg" alt="\(say("核验报告第一页，文字与上面相同", "First page of the report; its words are those above"))" loading="lazy"></details>
      <details><summary>\(say("全部文件（中英文）", "All files, in both languages"))</summary><ul>\(links)</ul></details>\(troubles(result.troubles, say))</section>
      """
  }
}
