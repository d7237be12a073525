import Catalogue
import CommandLineKit
import Wording
import Yuantu

/// `yuantu catalogue`: the shop's register.
enum CatalogueCommand {
  static let check = Command(
    "check",
    summary: LocalizedText(
      "检查目录：数据库、规则、每条签名记录、索引、文件",
      "check database, rules, every signed record, index and files"),
    discussion: LocalizedText(
      "重新读取全部内容：数据库及其规则、每条记录的签名、特征索引、原图与交付图所在的文件。"
        + "目录本身有误时退出码为 3。文件不在原处或已改动、索引还没补全，只作说明（note），退出码仍为 0："
        + "重新运行被中断的命令，或 yuantu catalogue index。",
      "Reads everything again: the database and its rules, each record's signature, the index of "
        + "features, and the files of originals and issued copies. It ends with 3 when the catalogue "
        + "itself is wrong. Files that are gone or changed and an index that is not complete are notes, "
        + "and it ends with 0: run the interrupted command again, or yuantu catalogue index."),
    examples: [
      Command.Example("yuantu catalogue check", LocalizedText("检查目录", "check the catalogue"))
    ])
  static let rebuild = Key<Bool>.flag(
    "rebuild",
    help: LocalizedText("丢弃现有索引，全部重建", "drop the index that is there and build all of it again"))
  static let index = Command(
    "index",
    summary: LocalizedText("把登记图加入特征索引", "put registered pictures into the index of features"),
    discussion: LocalizedText(
      "originals add 和 protect 会随手更新索引；本命令补上缺少的部分（中断后再运行即从断点继续），"
        + "或用 --rebuild 全部重建。源文件只读取。",
      "originals add and protect keep the index up to date; this adds what is missing (interrupted, "
        + "it goes on where it was), or builds all of it again with --rebuild. Sources are only "
        + "read."),
    parameters: [rebuild.parameter, PictureOptions.maximumPixels.parameter],
    examples: [
      Command.Example(
        "yuantu catalogue index", LocalizedText("补全索引", "complete the index"))
    ])
  static let command = Command(
    "catalogue",
    summary: LocalizedText("目录：检查、索引、导出、导入", "catalogue: check, index, export, import"),
    subcommands: [check, index, CatalogueMoveCommand.export, CatalogueMoveCommand.import])

  static func runIndex(_ session: Session) async throws(Problem) -> ExitCode {
    let shop = try session.openShop()
    var progress = Progress(session.console, LocalizedText("建立索引", "Indexing"))
    var failed = 0
    let summary = try await CatalogueIndexing(
      shop: shop, surroundings: session.surroundings, limits: PictureOptions.limits(session)
    ).run(afresh: session.arguments[rebuild], jobs: session.jobs) { total, problem in
      if let problem {
        failed += 1
        session.console.report(problem)
      }
      progress.advance(total: total, failed: failed)
    }
    session.console.clearProgress()
    session.console.say(
      LocalizedText(
        "加入索引 \(summary.added) 张，已在索引中 \(summary.known) 张，失败 \(summary.failed) 张。",
        "\(summary.added) indexed, \(summary.known) in the index already, \(summary.failed) failed."
      ))
    session.console.emit(
      IndexEvent(
        event: "summary", indexed: summary.added, known: summary.known, failed: summary.failed))
    return summary.failed == 0
      ? .done : summary.added + summary.known == 0 ? .failed : .partlyDone
  }

  static func runCheck(_ session: Session) throws(Problem) -> ExitCode {
    let shop = try session.openShop()
    let problems = try CatalogueCheck.problems(of: shop)
    let counts = try CatalogueCheck.counts(of: shop)
    let notes = problems.count { $0.code.isNote }
    for problem in problems {
      session.console.say(
        SafeText.escaped("\(problem.code.rawValue) \(problem.subject) \(problem.detail)"))
      session.console.emit(
        ProblemEvent(
          event: problem.code.isNote ? "note" : "problem", code: problem.code.rawValue,
          subject: problem.subject,
          detail: problem.detail))
    }
    session.console.say(
      LocalizedText(
        "原图 \(counts.originals)，图片 \(counts.pictures)，已交付 \(counts.issuedCopies)，"
          + "未完成 \(counts.reservedCopies)，记录 \(counts.records)；"
          + "发现问题 \(problems.count - notes) 个，说明 \(notes) 条。",
        "\(counts.originals) originals, \(counts.pictures) pictures, \(counts.issuedCopies) issued, "
          + "\(counts.reservedCopies) unfinished, \(counts.records) records; "
          + "\(problems.count - notes) problems, \(notes) notes."))
    session.console.emit(
      SummaryEvent(
        event: "summary", originals: counts.originals, pictures: counts.pictures,
        issuedCopies: counts.issuedCopies, reservedCopies: counts.reservedCopies,
        outputs: counts.outputs, records: counts.records, problems: problems.count - notes,
        notes: notes))
    return problems.count == notes ? .done : .noMatch
  }
}

private struct ProblemEvent: Encodable {
  let event: String
  let code: String
  let subject: String
  let detail: String
}

private struct SummaryEvent: Encodable {
  let event: String
  let originals: Int
  let pictures: Int
  let issuedCopies: Int
  let reservedCopies: Int
  let outputs: Int
  let records: Int
  let problems: Int
  let notes: Int
}

private struct IndexEvent: Encodable {
  let event: String
  let indexed: Int
  let known: Int
  let failed: Int
}
