import Cases
import Catalogue
import HTTPKit
import Wording
import Yuantu

/// Cases: the clocks, a new case step by step, and its packages.
enum CasePages {
  static func place(
    _ visit: Visit, jobs: [Job], cases: [CaseEntry], folder: String, now: Int64
  ) -> Response {
    let say = visit.say
    let rows = latest(cases, below: folder, now: now).prefix(200).map { entry -> HTML in
      let id = jobID(of: entry, below: folder)
      let number = entry.id.split(separator: "/").first.map(String.init) ?? entry.id
      return """
        <tr><td>\(id.map { "<a href=\"/cases/\($0)\">\(number)</a>" as HTML } ?? "\(number)")</td><td>\(entry.platform) \(entry.kind == "appeal" ? say("申诉", "appeal") : say("投诉", "complaint"))</td>\
        <td>\(entry.isReady ? say("可提交", "ready") : say("有红项", "red items"))</td><td>\(clock(entry.dueAt, limitHours: nil, hasNotice: entry.noticeAt != nil, now: now, say))</td></tr>
        """
    }
    let table: HTML =
      rows.isEmpty
      ? .empty
      : """
      <section><h2>\(say("材料包和期限", "Packages and their clocks"))</h2><div class="scroll" tabindex="0" role="region" aria-label="\(say("材料包和期限", "Packages and their clocks"))"><table><thead><tr><th scope="col">\(say("编号", "Number"))</th><th scope="col">\(say("平台", "Platform"))</th><th scope="col">\(say("预检", "Pre-flight"))</th><th scope="col">\(say("期限", "Clock"))</th></tr></thead><tbody>\(rows)</tbody></table></div></section>
      """
    return PageFrame.page(
      visit, Job.Kind.cases.name(say), place: .cases,
      """
      \(Pieces.Drop(
        say: say, token: visit.formToken, create: "/cases",
        title: say("新案件：先放入涉案图片", "A new case: first the pictures in question"),
        hint: say(
          "投诉：对方盗用的图（保存平台上最大的版本）。申诉：被投诉的自己的图。",
          "A complaint: the other side's pictures (the largest the platform has). An appeal: your own that are accused."),
        takesPaste: true
      ).html)\(table)\(Pieces.list(jobs, visit))
      """)
  }

  /// The newest entry of every case, running clocks first.
  private static func latest(
    _ cases: [CaseEntry], below folder: String, now: Int64
  ) -> [CaseEntry] {
    var newest: [String: CaseEntry] = [:]
    for entry in cases {
      let key =
        jobID(of: entry, below: folder) ?? entry.id.split(separator: "/").first.map(String.init)
        ?? entry.id
      if entry.createdAt >= newest[key]?.createdAt ?? .min { newest[key] = entry }
    }
    func order(_ entry: CaseEntry) -> (Int, Int64) {
      guard let dueAt = entry.dueAt else { return (1, -entry.createdAt) }
      return dueAt >= now ? (0, dueAt) : (2, -dueAt)
    }
    return newest.values.sorted { order($0) < order($1) }
  }

  /// The job that a case was made in; nil for one of the command line.
  private static func jobID(of entry: CaseEntry, below folder: String) -> String? {
    guard entry.path.hasPrefix(folder + "/") else { return nil }
    let id = entry.path.dropFirst(folder.count + 1).split(separator: "/").first.map(String.init)
    return id.flatMap { Job.isIdentifier($0) ? $0 : nil }
  }

  /// How long still; counted down by the page.
  static func clock(
    _ dueAt: Int64?, limitHours: Int?, hasNotice: Bool, now: Int64, _ say: Words
  ) -> HTML {
    guard let dueAt else {
      if let limitHours, !hasNotice {
        return
          "<strong>\(say("请填写收到通知的时间：已知最短期限为通知后 \(limitHours) 小时", "Give the time of the notice: the shortest known limit is \(limitHours) hours after it"))</strong>"
      }
      return hasNotice
        ? "\(say("没有已知期限", "no known time limit"))"
        : "\(say("没有填写通知时间", "the time of the notice was not given"))"
    }
    let limit = Moment(unixMilliseconds: dueAt).localText
    let text = say(CaseClock(dueAt, now: now).text)
    return
      "<span class=\"clock\" data-due=\"\(String(dueAt))\" data-limit=\"\(limit)\" data-left=\"\(say("还剩 {h} 小时 {m} 分", "{h} h {m} min left"))\" data-late=\"\(say("已过 {h} 小时 {m} 分", "{h} h {m} min too late"))\">\(text)</span>"
  }

  static func form(
    _ visit: Visit, _ job: Job, _ result: CaseResult?, files: [(part: UploadPart, names: [String])],
    forms: [CaseForm], platforms: [Platform], now: Int64, problem: Problem? = nil
  ) -> Response {
    let say = visit.say
    return PageFrame.page(
      visit, result == nil ? say("新案件", "A new case") : say("案件", "Case"), place: .cases,
      status: problem == nil ? 200 : 422,
      """
      \(problem.map { Pieces.problem($0, say) })\(result.map { outcome(visit, job, $0, now: now) })
      \(self.files(visit, job, files))
      \(fields(visit, job, files.first { $0.part == .main }?.names ?? [], forms, platforms, isAgain: result != nil))
      """)
  }

  private static func outcome(
    _ visit: Visit, _ job: Job, _ result: CaseResult, now: Int64
  ) -> HTML {
    let say = visit.say
    let items = result.items.map { item -> HTML in
      "<li class=\"\(item.isRed ? "red" : "amber")\"><b>\(say(item.level.text))</b> \(item.subject) \(say(item.text.text))</li>"
    }
    let suspects = result.suspects.map { suspect -> HTML in
      """
      <li><b>\(suspect.file)</b> <b class="level">\(suspect.relation)</b> \(say(suspect.sentence.text)) \(suspect.hasOriginal ? say("有原图。", "Its original is at hand.") : say("没有找到原图。", "No original was found."))</li>
      """
    }
    let packages = result.packages.enumerated().map { index, package -> HTML in
      """
      <li><a class="button main" href="/cases/\(job.id)/packages/\(index)" download>\(package.isForPlatform ? say("平台专用（含原图）", "For the platform only (with originals)") : say("可给对方看（只有哈希和小图）", "May be shown to the other side (hashes and small pictures)"))</a> zip · \(say.bytes(package.bytes))</li>
      """
    }
    let statements = result.statements.map { statement -> HTML in
      """
      <details><summary>\(statement.name) · \(say(statement.words.text))</summary><pre tabindex="0" role="region" aria-label="\(statement.name)">\(statement.text)</pre><button type="button" data-copy="\(statement.text)">\(say("复制", "Copy"))</button></details>
      """
    }
    return """
      <section><p class="outcome \(result.isReady ? "good" : "bad")">\(result.isReady
        ? say("预检：可提交。", "Pre-flight: ready.")
        : say("预检：还不能提交，请先处理红项。", "Pre-flight: not ready; see to the red items first."))</p>
      <p>\(clock(result.dueAt, limitHours: result.limitHours, hasNotice: job.choices.noticeAt != nil,
        now: now, say))</p>
      \(result.isWeak ? "<p class=\"notice\">\(say("没有找到原图：材料薄弱，陈述不会声称持有原图。", "No original was found: the material is weak, and no statement claims to hold one."))</p>" as HTML : .empty)
      <h2>\(say("涉案图片", "Pictures in question"))</h2><ul>\(suspects)</ul>
      <h2>\(say("预检", "Pre-flight"))</h2>\(items.isEmpty ? "<p>\(say("没有问题。", "No remarks."))</p>" as HTML : "<ul class=\"preflight\">\(items)</ul>")
      <h2>\(say("材料包", "Packages"))</h2><ul class="plain">\(packages)</ul>
      <h2>\(say("陈述（草稿，未签署）", "Statements (drafts, unsigned)"))</h2>\(statements)</section>
      """
  }

  private static func fields(
    _ visit: Visit, _ job: Job, _ suspects: [String], _ forms: [CaseForm], _ platforms: [Platform],
    isAgain: Bool
  ) -> HTML {
    let say = visit.say
    let choices = job.choices
    func checked(_ isChosen: Bool) -> HTML { isChosen ? " checked" : "" }
    let known = platforms.filter { platform in forms.contains { $0.platform == platform.id } }
    let options = known.map { platform -> HTML in
      let selected: HTML = choices.casePlatform == platform.id ? " selected" : ""
      return "<option value=\"\(platform.id)\"\(selected)>\(say(platform.name))</option>"
    }
    let positions = suspects.enumerated().map { index, name -> HTML in
      let value = index < choices.positions.count ? choices.positions[index] : ""
      return
        "<label>\(name)<input name=\"position\" maxlength=\"100\" value=\"\(value)\" placeholder=\"\(say("如：轮播第2张", "such as: carousel, 2nd"))\"></label>"
    }
    let facts = ConfirmedFact.allCases.map { fact -> HTML in
      "<label class=\"choice\"><input type=\"checkbox\" name=\"confirm\" value=\"\(fact.rawValue)\"\(checked(choices.confirmed.contains(fact.rawValue)))>\(say(fact.sentence))</label>"
    }
    let notice =
      choices.noticeAt.map {
        String(Moment(unixMilliseconds: $0).localText.prefix(16)).replacing(" ", with: "T")
      } ?? ""
    let moment: HTML = choices.noticeAt.map { " data-at=\"\(String($0))\"" } ?? .empty
    return """
      <form method="post" action="/cases/\(job.id)/run" class="stacked">\(visit.tokenField)
      <h2>\(isAgain ? say("修改后重新制作", "Change and make again") : say("第 2 步：案件信息", "Step 2: about the case"))</h2>
      <fieldset><legend>\(say("类型", "Kind"))</legend><div class="choices">
      <label class="choice"><input type="radio" name="kind" value="complaint"\(checked(!choices.isAppeal))>\(say("我要投诉", "I complain"))</label>
      <label class="choice"><input type="radio" name="kind" value="appeal"\(checked(choices.isAppeal))>\(say("我被投诉，要申诉", "I appeal against a complaint"))</label></div></fieldset>
      <label>\(say("平台", "Platform"))<select name="platform" required>\(options)</select></label>
      <label>\(say("收到通知的时间（算期限用）", "When the notice came (for the clock)"))<input type="datetime-local" name="notice" value="\(notice)"\(moment)><input type="hidden" name="zone" value=""></label>
      <label>\(say("商品链接", "Address of the goods"))<input name="link" maxlength="500" inputmode="url" value="\(choices.goodsLink)"></label>
      <label>\(say("平台的案件编号", "The platform's number of the case"))<input name="reference" maxlength="100" value="\(choices.reference)"></label>
      <fieldset><legend>\(say("图片出现的位置", "Where the pictures appear"))</legend>\(positions)</fieldset>
      <fieldset><legend>\(say("由你确认的事实（陈述只写确认过的）", "Facts that you confirm (statements say no other)"))</legend>\(facts)</fieldset>
      <button class="main">\(isAgain ? say("重新制作材料包", "Make the packages again") : say("预检并制作材料包", "Pre-flight and make the packages"))</button></form>
      """
  }

  /// The files of a case, each of which can be taken out again, and where further ones are dropped.
  private static func files(
    _ visit: Visit, _ job: Job, _ files: [(part: UploadPart, names: [String])]
  ) -> HTML {
    let say = visit.say
    let lists = files.filter { !$0.names.isEmpty }.map { part, names -> HTML in
      let items = names.enumerated().map { number, name -> HTML in
        """
        <li>\(name) <form method="post" action="/cases/\(job.id)/take-out" class="inline">\(visit.tokenField)<input type="hidden" name="part" value="\(part.rawValue)"><input type="hidden" name="number" value="\(number)"><button aria-label="\(say("拿掉 \(name)", "Take \(name) out"))">\(say("拿掉", "Take out"))</button></form></li>
        """
      }
      return "<h3>\(part.name(say))</h3><ul class=\"plain\">\(items)</ul>"
    }
    return """
      <h2>\(say("文件", "Files"))</h2>\(lists)
      <details><summary>\(say("另加套图、花絮图、合同、授权", "Add pictures of the set, contracts, licences"))</summary>
      \(Pieces.Drop(
        say: say, token: visit.formToken, create: "/cases/\(job.id)", title: UploadPart.set.name(say),
        hint: say("目录里没有登记的同组照片。", "Pictures of the same shoot that are not in the catalogue."), part: .set
      ).html)
      \(Pieces.Drop(
        say: say, token: visit.formToken, create: "/cases/\(job.id)", title: UploadPart.rights.name(say),
        hint: say("原样附上，不检验。", "Added as they are, not checked."), part: .rights
      ).html)</details>
      """
  }
}

extension UploadPart {
  /// What the files of this part are.
  func name(_ say: Words) -> String {
    switch self {
    case .main: say("涉案图片", "Pictures in question")
    case .set: say("套图、花絮图", "Further pictures of the set")
    case .rights: say("合同、授权等", "Contracts, licences")
    }
  }
}
