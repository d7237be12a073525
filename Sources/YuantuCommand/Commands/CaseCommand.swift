import Cases
import Catalogue
import CommandLineKit
import Files
import Wording
import Yuantu

/// `yuantu case`: packages for complaints and appeals, with their clocks.
enum CaseCommand {
  static let exportForms = Key<String?>.option(
    "export", valueName: LocalizedText("文件", "FILE"),
    help: LocalizedText(
      "把内置表格规则写入文件以便修改", "write the form rules built in to a file, to be edited"),
    content: .file)

  static let new = Command(
    "new",
    summary: LocalizedText("制作投诉或申诉材料包", "make a package for a complaint or an appeal"),
    discussion: LocalizedText(
      "检验涉案图片，找出原图、同组照片和签名记录，按平台表格预检（红项不能提交，黄项可能被问），"
        + "在限制内制作保留 EXIF 的派生副本，写好只含已核验或已确认事实的陈述，并计算最短的已知期限。"
        + "本工具没有写入拍摄信息的功能。有红项时退出码为 3，材料包照样写出。",
      "Examines the pictures in question, finds originals, pictures of the same shoot and signed records, "
        + "checks them against the platform's form (red items are refused, amber ones may be asked about), "
        + "makes derived copies within its limits that keep EXIF, words statements of checked or confirmed "
        + "facts only, and computes the shortest known deadline. The tool has no function that writes "
        + "capture metadata. With red items it ends with 3; the package is written all the same."),
    parameters: CaseOptions.parameters,
    examples: [
      Command.Example(
        "yuantu case new -p pdd -k appeal -s accused.jpg --notice-time 2026-11-24T09:30 -o cases",
        LocalizedText("被投诉后申诉", "appeal against a complaint"))
    ])
  static let list = Command(
    "list", summary: LocalizedText("列出案件和剩余时间", "cases, and the time left for each"),
    examples: [
      Command.Example("yuantu case list", LocalizedText("列出案件", "list cases"))
    ])
  static let forms = Command(
    "forms",
    summary: LocalizedText(
      "列出各平台投诉和申诉表格的限制、期限及其来源", "the platforms' forms: limits, deadlines, sources"),
    parameters: [CaseOptions.forms.parameter, exportForms.parameter],
    examples: [
      Command.Example(
        "yuantu case forms --export forms.json", LocalizedText("写出规则文件", "write the rules out"))
    ])
  static let command = Command(
    "case",
    summary: LocalizedText("投诉与申诉：制作材料包，看期限", "complaints and appeals: packages and clocks"),
    subcommands: [new, list, forms])

  static func runNew(_ session: Session) async throws(Problem) -> ExitCode {
    var failures = 0
    let shop = try session.openShop()
    let request = try CaseOptions.request(session, count: &failures)
    let builder = CaseBuilder(
      shop: shop, limits: PictureOptions.limits(session), surroundings: session.surroundings,
      timeText: { Moment(unixMilliseconds: $0).localText })
    let outcome = try await builder.build(
      request, forms: session.arguments[CaseOptions.form].forms, jobs: session.jobs)
    let isArchive = session.arguments[CaseOptions.archive]
    let folder = session.absolute(session.arguments[CaseOptions.output])
    do throws(FilesError) { try Directory.create(folder) } catch {
      throw Problem(any: error, path: folder)
    }
    var written: [WrittenPackage] = []
    for package in outcome.packages(freeIn: folder, asArchives: isArchive) {
      let path = package.path(in: folder, asArchive: isArchive)
      written.append(try shop.write(package, to: path, asArchive: isArchive))
      try shop.noteCase(request, outcome, package: package, path: path)
    }
    say(outcome, request, written, session)
    if !outcome.isReady { return .noMatch }
    return failures == 0 ? .done : .partlyDone
  }

  private static func say(
    _ outcome: CaseBuilder.Outcome, _ request: CaseRequest, _ written: [WrittenPackage],
    _ session: Session
  ) {
    let language = session.console.language
    for item in outcome.items {
      let subject = item.subject.isEmpty ? "" : " " + SafeText.escaped(item.subject)
      session.console.say(
        "[\(item.level.words.text(in: language))]\(subject) "
          + SafeText.escaped(item.text.text(in: language)))
    }
    if let dueAt = request.dueAt {
      session.console.say(CaseClock(dueAt, now: session.surroundings.now()).text)
    }
    session.console.say(
      outcome.isReady
        ? LocalizedText("预检：可提交。", "Pre-flight: ready.")
        : LocalizedText("预检：还不能提交，请先处理红项。", "Pre-flight: not ready; see to the red items first."))
    for package in written {
      session.console.say(
        LocalizedText(
          "材料包：\(SafeText.escaped(package.path))", "Package: \(SafeText.escaped(package.path))"))
    }
    session.console.emit(CaseEvent(outcome, request, written, language: language))
  }

  static func runList(_ session: Session) throws(Problem) -> ExitCode {
    let shop = try session.openShop()
    let now = session.surroundings.now()
    for entry in try shop.cases() {
      let clock =
        entry.dueAt.map { CaseClock($0, now: now).text }
        ?? LocalizedText("没有已知期限", "no known time limit")
      let ready =
        entry.isReady
        ? LocalizedText("可提交", "ready") : LocalizedText("有红项", "red items")
      let language = session.console.language
      session.console.say(
        "\(entry.id) · \(entry.platform) \(entry.kind) · \(ready.text(in: language)) · "
          + "\(clock.text(in: language)) · \(SafeText.escaped(entry.path))")
      session.console.emit(CaseListEvent(entry, now: now))
    }
    return .done
  }

  static func runForms(_ session: Session) throws(Problem) -> ExitCode {
    if let file = session.arguments[exportForms] {
      do {
        try AtomicFile.write(CaseForms.standardFile, to: file, replacing: false)
      } catch { throw Problem(any: error, path: file) }
      session.console.say(
        LocalizedText(
          "规则已写入 \(SafeText.escaped(file))", "Rules written to \(SafeText.escaped(file))"))
      return .done
    }
    var failures = 0
    for form in try CaseOptions.rules(session, count: &failures).forms {
      session.console.say(CaseFormText(form).text)
      session.console.emit(CaseFormEvent(form))
    }
    return failures == 0 ? .done : .partlyDone
  }
}
