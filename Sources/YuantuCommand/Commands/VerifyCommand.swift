import CommandLineKit
import Reports
import Wording
import Yuantu

/// `yuantu verify`: which recorded picture is this?
enum VerifyCommand {
  static let suspects = Key<[String]>.arguments(
    "suspect", minimum: 1, valueName: LocalizedText("被检图", "SUSPECT"),
    help: LocalizedText("要检验的图片", "pictures to examine"), content: .file)

  static let pictures = Key<String?>.option(
    "pictures", valueName: LocalizedText("文件夹", "DIR"),
    help: LocalizedText(
      "为每张有对应登记图的被检图写一页对照（改动处、对齐切换、最像的非匹配图）",
      "write a page for every suspect that has a corresponding picture: what was changed, a "
        + "blinking view, the likeliest picture that is no match"), content: .directory)

  static let command = Command(
    "verify",
    summary: LocalizedText("检验一张图是否来自本店登记图", "which registered picture is this, how strongly"),
    discussion: LocalizedText(
      "读取隐形水印，核对签名记录，比对画面；读不出水印时按内容在全部登记图中查找（裁剪、镜像、旋转、拼图、截图、抠图）。"
        + "结论分两个方面：记录校验，画面关系（R5 至 R0）。匹配不等于归属；“未检出”不等于“未使用”。",
      "Reads the invisible mark, checks the signed record, and compares the content; without a mark "
        + "every recorded picture is searched by content (cropped, mirrored, turned, in a collage, "
        + "a screenshot or cut out). The verdict has two axes: the check of the record, and the "
        + "relation of the pictures (R5 to R0). A match is not ownership; “not detected” is not "
        + "“not used”."),
    parameters: [
      suspects.parameter, pictures.parameter, WrittenReport.folder.parameter,
      PictureOptions.maximumPixels.parameter,
    ],
    examples: [
      Command.Example(
        "yuantu verify suspect.webp", LocalizedText("检验一张图", "examine a picture")),
      Command.Example(
        "yuantu verify suspect.webp --report report",
        LocalizedText("另写一份报告", "and write a report")),
      Command.Example(
        "yuantu verify --language en --json *.jpg",
        LocalizedText("英文，JSON 输出", "in English, as JSON")),
    ])

  static func run(_ session: Session) async throws(Problem) -> ExitCode {
    let shop = try session.openShop()
    var matched = 0
    var unmatched = 0
    var failed = 0
    let limits = PictureOptions.limits(session)
    let page = session.arguments[pictures].map {
      ComparisonPage(
        shop: shop, folder: $0, language: session.console.language, limits: limits)
    }
    var verdicts: [Verdict] = []
    await Inspector(shop: shop, limits: limits).examine(
      session.arguments[suspects], jobs: session.jobs
    ) { verdict in
      verdicts.append(verdict)
      if verdict.isMatch {
        matched += 1
      } else if verdict.relation == .notExamined {
        failed += 1
      } else {
        unmatched += 1
      }
      session.console.say(escaping: VerdictText(verdict).lines + [LocalizedText("", "")])
      session.console.emit(VerdictEvent(verdict, language: session.console.language))
      if let page { write(page, verdict, session.console) }
    }
    if let folder = session.arguments[WrittenReport.folder] {
      try writeReport(on: verdicts, to: folder, shop, session)
    }
    if failed > 0 { return matched + unmatched == 0 ? .failed : .partlyDone }
    return unmatched == 0 ? .done : .noMatch
  }

  private static func write(_ page: ComparisonPage, _ verdict: Verdict, _ console: Console) {
    do throws(Problem) {
      guard let path = try page.write(verdict) else { return }
      let shown = SafeText.escaped(path)
      console.remark(LocalizedText("对照页：\(shown)", "Comparison: \(shown)"))
    } catch { console.report(error) }
  }

  private static func writeReport(
    on verdicts: [Verdict], to folder: String, _ shop: Shop, _ session: Session
  ) throws(Problem) {
    let report = try ReportBuilder(
      shop: shop, limits: PictureOptions.limits(session), surroundings: session.surroundings
    ).report(on: verdicts)
    try WrittenReport.write(report, shop: shop, to: folder, session.console)
  }
}
