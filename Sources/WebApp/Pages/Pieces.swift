import HTTPKit
import Wording
import Yuantu

/// Parts that several pages have.
enum Pieces {
  /// Something that went wrong.
  static func problem(_ problem: Problem, _ say: Words) -> HTML {
    "<p class=\"problem\" role=\"alert\">\(problem.message(in: say.language))</p>"
  }

  /// Files that could not be done, each with its reason.
  static func troubles(_ troubles: [Job.Trouble], _ say: Words) -> HTML {
    if troubles.isEmpty { return .empty }
    return """
      <ul class="troubles">\(troubles.map { trouble -> HTML in
        "<li>\(trouble.file.isEmpty ? HTML.empty : "<b>\(trouble.file)</b> ")\(say(trouble.text))</li>"
      })</ul>
      """
  }

  /// The words of findings, by their stable codes.
  static func findings(_ codes: [String], _ say: Words) -> HTML {
    let texts = codes.compactMap { FindingCode(rawValue: $0)?.text }
    return texts.isEmpty
      ? .empty : "\(texts.map { text -> HTML in "<span class=\"finding\">\(say(text))</span> " })"
  }

  /// Where files are dropped. The page that is opened afterwards is the job's.
  struct Drop {
    let say: Words
    let token: String
    /// The address that a job is made at.
    let create: String
    let title: String
    let hint: String
    var takesFolders = true
    var takesPaste = false
    /// Of a job that is there already: what the files are for in it.
    var part = UploadPart.main
    /// Whether `create` is a job whose upload goes on.
    var isContinued = false

    var html: HTML {
      let folder: HTML =
        takesFolders
        ? "<label class=\"button\"><input type=\"file\" webkitdirectory data-input>\(say("选择文件夹", "Choose a folder"))</label>"
        : ""
      let paste: HTML = takesPaste ? " data-paste" : ""
      let continued: HTML = isContinued ? " data-continued" : ""
      return """
        <section class="drop" data-drop="\(create)" data-part="\(part.rawValue)" data-token="\(token)"\(paste)\(continued)
         data-most="\(UploadLimits.mostBytes(of: create.hasPrefix("/\(Job.Kind.review.place)") ? .review : .originals))"
         data-sending="\(say("正在接收 {done} / {total} 个文件", "Receiving {done} of {total} files"))"
         data-refused="\(say("{count} 个文件没有接收：", "{count} files were not received:"))"
         data-large="\(say("文件太大", "too large"))" data-unreadable="\(say("浏览器读不到", "the browser cannot read it"))"
         data-retry="\(say("连接中断，正在重试…", "Connection lost, trying again…"))"
         data-busy="\(say("正在接收；请等这一批完成再放入别的。", "Receiving; wait for this batch before you add others."))"
         data-empty="\(say("没有可接收的文件。", "There are no files to receive."))">
        <h2>\(title)</h2><p>\(hint)</p>
        <p class="buttons"><label class="button"><input type="file" multiple data-input>\(say("选择文件", "Choose files"))</label> \(folder)</p>
        <progress max="1" value="0" hidden aria-label="\(say("接收进度", "Progress of receiving"))"></progress>
        <p role="status" aria-live="polite" data-status></p><ul class="troubles" data-refusals hidden></ul>
        <p class="buttons"><button type="button" data-stop hidden>\(say("停止", "Stop"))</button>
        <button type="button" data-again hidden>\(say("再试没有接收的", "Try those again"))</button>
        <button type="button" data-go-on hidden>\(say("不要这些，继续", "Go on without them"))</button></p></section>
        """
    }
  }

  /// A long job at work.
  static func working(_ visit: Visit, _ job: Job, _ progress: JobProgress) -> HTML {
    let say = visit.say
    let title =
      switch (job.kind, job.step) {
      case (.originals, _): say("正在登记原图", "Taking originals in")
      case (.protect, .pairing): say("正在为交付图寻找原图", "Finding the originals of the exports")
      case (.protect, .preview): say("正在为最难的几张做预览", "Preparing the hardest pictures for a preview")
      case (.protect, _): say("正在加水印、签署、登记", "Marking, signing and registering")
      case (.check, _): say("正在检验", "Examining")
      case (.cases, _): say("正在制作材料包", "Making the packages")
      case (.review, _): say("正在核对材料包", "Checking the package")
      }
    return """
      <section class="working" data-events="/\(job.kind.place)/\(job.id)/events"
       data-words="\(say("{done} / {total}，失败 {failed}", "{done} of {total}, {failed} failed"))">
      <h2>\(progress.total == 0 && progress.done == 0 ? say("排队中：", "In line: ") : "")\(title)</h2><progress max="\(max(progress.total, 1))" value="\(progress.done)" aria-label="\(title)"></progress>
      <p role="status" aria-live="polite" data-status>\(say(
        "\(progress.done) / \(progress.total)，失败 \(progress.failed)",
        "\(progress.done) of \(progress.total), \(progress.failed) failed"))</p>
      <p>\(say("可以离开或刷新本页，工作照常进行。", "You may leave or reload this page; the work goes on."))</p>
      \(visit.button(say("停止", "Stop"), post: "/\(job.kind.place)/\(job.id)/cancel"))</section>
      """
  }

  /// What the two sides of a slider are.
  struct Sides {
    let left, right: String

    /// Before and after the mark.
    static func marking(_ say: Words) -> Sides {
      Sides(left: say("加水印之前", "before"), right: say("加水印之后", "after"))
    }
  }

  /// Two pictures of one size under a slider.
  static func slider(
    left: String, right: String, _ sides: Sides, caption: HTML, _ say: Words
  ) -> HTML {
    """
    <figure class="compare" data-compare><div class="stack"><img src="\(left)" alt="\(sides.left)" loading="lazy">
    <img class="over" src="\(right)" alt="\(sides.right)" loading="lazy"></div>
    <label class="range"><span>\(sides.left)</span><input type="range" min="0" max="100" value="50" aria-label="\(say("左右拖动对比：\(sides.left)、\(sides.right)", "Drag to compare: \(sides.left), \(sides.right)"))"><span>\(sides.right)</span></label>
    <figcaption>\(caption)</figcaption></figure>
    """
  }

  /// Links to the pages of a long list.
  static func pager(_ visit: Visit, count: Int, size: Int) -> HTML {
    guard count > size else { return .empty }
    let (page, last) = (visit.page, (count - 1) / size)
    let path = "/" + visit.head.path.map(Visit.encoded).joined(separator: "/")
    let say = visit.say
    return """
      <nav class="pager" aria-label="\(say("翻页", "Pages"))">\(page > 0 ? "<a href=\"\(path)?page=\(page - 1)\">\(say("上一页", "Previous"))</a> " as HTML : .empty)\
      <span>\(page + 1) / \(last + 1)</span>\(page < last ? " <a href=\"\(path)?page=\(page + 1)\">\(say("下一页", "Next"))</a>" as HTML : .empty)</nav>
      """
  }

  /// Jobs of a place, the newest first.
  static func list(_ jobs: [Job], _ visit: Visit) -> HTML {
    if jobs.isEmpty { return .empty }
    let say = visit.say
    let rows = jobs.prefix(30).map { job -> HTML in
      """
      <tr><td><a href="/\(job.kind.place)/\(job.id)">\(Moment(unixMilliseconds: job.createdAt).localText)</a></td>\
      <td>\(say("\(job.files) 个文件", "\(job.files) files"))</td><td>\(job.stateName(say))</td></tr>
      """
    }
    return """
      <section><h2>\(say("以前的", "Earlier"))</h2><div class="scroll" tabindex="0" role="region" aria-label="\(say("以前的", "Earlier"))"><table><thead><tr><th scope="col">\(say("时间", "When"))</th><th scope="col">\(say("文件", "Files"))</th><th scope="col">\(say("状态", "State"))</th></tr></thead><tbody>\(rows)</tbody></table></div></section>
      """
  }
}

extension Job {
  /// How it stands, in words.
  func stateName(_ say: Words) -> String {
    switch state {
    case .waiting:
      step == .receiving ? say("上传未完成", "upload not finished") : say("等待选择", "waiting for a choice")
    case .working: say("进行中", "at work")
    case .done: say("已完成", "done")
    case .failed: say("未能完成", "could not be done")
    case .cancelled: say("已停止", "stopped")
    }
  }
}
