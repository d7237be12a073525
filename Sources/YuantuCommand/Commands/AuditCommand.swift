import CommandLineKit
import Matching
import Wording
import Yuantu

/// `yuantu audit`: which own files show an accused picture?
enum AuditCommand {
  static let folders = Key<[String]>.arguments(
    "folder", minimum: 1, valueName: LocalizedText("文件夹", "FOLDER"),
    help: LocalizedText("自己的图片文件夹", "folders of own pictures"), content: .directory)
  static let against = Key<[String]>.repeatedOption(
    "against", valueName: LocalizedText("被投诉图", "PICTURE"),
    help: LocalizedText("被投诉的图片（可重复）", "an accused picture (may be repeated)"),
    content: .file)

  static let command = Command(
    "audit",
    summary: LocalizedText("找出自己的文件中用了被投诉图的", "find own files that show an accused picture"),
    discussion: LocalizedText(
      "申诉或下架前自查：列出内容等级 B 以上的每个文件（任何尺寸、位置、拼图），以及它们的变体。只读取文件，不需要店铺。"
        + "未列出不等于没有使用。",
      "A check before an appeal or a take-down: lists every file at content grade B or better, in any "
        + "size, slot or collage, and the variants of those. Files are only read, and no shop is "
        + "needed. Not listed is not “not used”."),
    parameters: [
      folders.parameter, against.parameter, PictureOptions.maximumPixels.parameter,
    ],
    examples: [
      Command.Example(
        "yuantu audit ~/listing --against accused.jpg",
        LocalizedText("自查一个文件夹", "check a folder"))
    ])

  static func run(_ session: Session) async throws(Problem) -> ExitCode {
    let accused = session.arguments[against]
    guard !accused.isEmpty else {
      throw Problem(
        code: "usage.nothingAccused",
        text: LocalizedText(
          "请用 --against 给出被投诉的图片。", "Name the accused picture with --against."))
    }
    var progress = Progress(session.console, LocalizedText("自查", "Auditing"))
    var (examined, failed) = (0, 0)
    let hits = try await ListingAudit(limits: PictureOptions.limits(session)).run(
      session.arguments[folders], against: accused, jobs: session.jobs
    ) { total, problem in
      if let problem {
        failed += 1
        session.console.report(problem)
      } else {
        examined += 1
      }
      progress.advance(total: total, failed: failed)
    }
    session.console.clearProgress()
    for hit in hits {
      tell(hit, session.console)
    }
    session.console.say(
      LocalizedText(
        "检查 \(examined) 个文件，列出 \(hits.count) 个，失败 \(failed) 个。",
        "\(examined) files examined, \(hits.count) listed, \(failed) failed."))
    session.console.emit(
      SummaryEvent(event: "summary", examined: examined, listed: hits.count, failed: failed))
    if failed > 0 { return examined == 0 ? .failed : .partlyDone }
    return hits.isEmpty ? .noMatch : .done
  }

  private static func tell(_ hit: ListingAudit.Hit, _ console: Console) {
    let (path, shows) = (SafeText.escaped(hit.path), SafeText.escaped(hit.shows))
    let share = Int((hit.shownShare * 100).rounded())
    console.say(
      hit.isVariant
        ? LocalizedText(
          "\(path)：变体（\(hit.grade.rawValue) 级），与 \(shows) 相关",
          "\(path): variant (grade \(hit.grade.rawValue)) of \(shows)")
        : LocalizedText(
          "\(path)：\(hit.grade.rawValue) 级，显示 \(shows) 的 \(share) %",
          "\(path): grade \(hit.grade.rawValue), shows \(share) % of \(shows)"))
    console.emit(
      HitEvent(
        event: "hit", path: hit.path, shows: hit.shows, grade: hit.grade.rawValue,
        variant: hit.isVariant, falseAlarmsLog10: hit.falseAlarmsLog10,
        shownShare: hit.shownShare))
  }
}

private struct HitEvent: Encodable {
  let event: String
  let path: String
  let shows: String
  let grade: String
  let variant: Bool
  let falseAlarmsLog10: Double
  let shownShare: Double
}

private struct SummaryEvent: Encodable {
  let event: String
  let examined: Int
  let listed: Int
  let failed: Int
}
