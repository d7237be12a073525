import Catalogue
import CommandLineKit
import Wording
import Yuantu

/// `yuantu catalogue`: the shop's register.
enum CatalogueCommand {
  static let check = Command(
    "check",
    summary: LocalizedText("检查目录:数据库、规则、每条签名记录", "check database, rules and every signed record"),
    examples: [
      Command.Example("yuantu catalogue check", LocalizedText("检查目录", "check the catalogue"))
    ])
  static let command = Command(
    "catalogue", summary: LocalizedText("目录:检查", "catalogue: check"), subcommands: [check])

  static func runCheck(_ session: Session) throws(Problem) -> ExitCode {
    let shop = try session.openShop()
    let problems = try CatalogueCheck.problems(of: shop)
    let counts = try CatalogueCheck.counts(of: shop)
    for problem in problems {
      session.console.say("\(problem.code.rawValue) \(problem.subject) \(problem.detail)")
      session.console.emit(
        ProblemEvent(
          event: "problem", code: problem.code.rawValue, subject: problem.subject,
          detail: problem.detail))
    }
    session.console.say(
      LocalizedText(
        "原图 \(counts.originals),图片 \(counts.pictures),已交付 \(counts.issuedCopies),"
          + "未完成 \(counts.reservedCopies),记录 \(counts.records);发现问题 \(problems.count) 个。",
        "\(counts.originals) originals, \(counts.pictures) pictures, \(counts.issuedCopies) issued, "
          + "\(counts.reservedCopies) unfinished, \(counts.records) records; "
          + "\(problems.count) problems."))
    session.console.emit(
      SummaryEvent(
        event: "summary", originals: counts.originals, pictures: counts.pictures,
        issuedCopies: counts.issuedCopies, reservedCopies: counts.reservedCopies,
        outputs: counts.outputs, records: counts.records, problems: problems.count))
    return problems.isEmpty ? .done : .noMatch
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
}
