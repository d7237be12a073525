import Codecs
import CommandLineKit
import Wording
import Yuantu

/// `yuantu originals add`: takes originals into the catalogue.
enum OriginalsCommand {
  static let paths = Key<[String]>.arguments(
    "path", minimum: 1, valueName: LocalizedText("路径", "PATH"),
    help: LocalizedText("原图文件或文件夹", "original files or folders"), content: .file)

  static let add = Command(
    "add",
    summary: LocalizedText("登记原图（只读取，不改动）", "take originals into the catalogue (read only)"),
    discussion: LocalizedText(
      "逐个计算 SHA-256、读取 EXIF，并签署一条记录。原图文件绝不写入、移动或改名。"
        + "同时指出哪些文件看起来经过编辑或缺少 EXIF，平台可能不认作原图。",
      "Hashes each file, reads its EXIF facts and signs a record of it. Originals are never written "
        + "to, moved or renamed. Says which files look edited or lack EXIF, so that a platform may "
        + "not accept them as originals."),
    parameters: [
      paths.parameter, StampingOption.stamp.parameter, PictureOptions.maximumPixels.parameter,
    ],
    examples: [
      Command.Example(
        "yuantu originals add ~/shoots/2026-11", LocalizedText("登记一次拍摄", "add a shoot"))
    ])
  static let command = Command(
    "originals", summary: LocalizedText("原图：登记", "originals: add"), subcommands: [add])

  static func runAdd(_ session: Session) async throws(Problem) -> ExitCode {
    let (shop, stamper) = try StampingOption.open(session)
    var counts: [OriginalsIntake.Report.Status: Int] = [:]
    var failed = 0
    var progress = Progress(session.console, LocalizedText("登记原图", "Adding originals"))
    await OriginalsIntake(shop: shop, surroundings: session.surroundings).add(
      session.arguments[paths].map(session.absolute), limits: PictureOptions.limits(session),
      jobs: session.jobs
    ) { total, result in
      switch result {
      case .success(let report):
        counts[report.status, default: 0] += 1
        tell(report, session.console)
      case .failure(let problem):
        failed += 1
        session.console.report(problem)
      }
      progress.advance(total: total, failed: failed)
    }
    session.console.clearProgress()
    let added = counts[.added] ?? 0
    let known = (counts[.known] ?? 0) + (counts[.knownElsewhere] ?? 0)
    session.console.say(
      LocalizedText(
        "新登记 \(added) 个，已登记过 \(known) 个，失败 \(failed) 个。",
        "\(added) added, \(known) known already, \(failed) failed."))
    session.console.emit(
      SummaryEvent(event: "summary", added: added, known: known, failed: failed))
    if failed == 0 { return StampingOption.report(stamper, session) }
    return added + known == 0 ? .failed : .partlyDone
  }

  private static func tell(_ report: OriginalsIntake.Report, _ console: Console) {
    let name = SafeText.escaped(report.path)
    if !console.quiet, !report.findings.isEmpty, report.status == .added {
      console.clearProgress()
      for finding in report.findings {
        console.say(
          LocalizedText(
            "\(name)：\(finding.text.text(in: .simplifiedChinese))",
            "\(name): \(finding.text.text(in: .english))"))
      }
    }
    console.emit(
      OriginalEvent(
        event: "original", path: report.path, status: report.status.rawValue,
        sha256: report.sha256, format: report.format, findings: report.findings.map(\.rawValue)))
  }
}

private struct OriginalEvent: Encodable {
  let event: String
  let path: String
  let status: String
  let sha256: String
  let format: String
  let findings: [String]
}

private struct SummaryEvent: Encodable {
  let event: String
  let added: Int
  let known: Int
  let failed: Int
}
