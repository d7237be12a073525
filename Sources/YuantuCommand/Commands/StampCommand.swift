import Catalogue
import CommandLineKit
import Manifests
import Trust
import Wording
import Yuantu

/// `yuantu stamp`: time stamps from third parties for what has none yet.
enum StampCommand {
  static let authority = Key<[String]>.repeatedOption(
    "authority", valueName: LocalizedText("网址", "URL"),
    help: LocalizedText(
      "只用已添加的这一家（默认全部）", "only this one of the authorities added (default: all)"))
  static let each = Key<[String]>.repeatedOption(
    "each", valueName: LocalizedText("文件", "FILE"),
    help: LocalizedText(
      "为这张原图或交付图的记录单独加盖一枚，用于重要图片",
      "a stamp of its own for the record of this original or issued copy: for pictures that matter"),
    content: .file)

  static let command = Command(
    "stamp",
    summary: LocalizedText(
      "为还没有第三方时间戳的记录加盖时间戳", "time-stamp what has no third party's time yet"),
    discussion: LocalizedText(
      "把所有未加盖的记录合成一批（Merkle 树），每家时间戳服务只盖一枚；每张图有约 700 字节的独立证明。离线时记录照常保存，之后运行即可补上。"
        + "时间戳只说明“最迟于何时已存在”。不设服务时，记录只有本机时钟的时间。",
      "Puts all records without a stamp into one batch (a Merkle tree) and has every authority stamp it "
        + "once; each picture gets a proof of its own of about 700 bytes. Made offline, records are caught "
        + "up later. A time stamp says “existed no later than”, and nothing else. Without an authority, "
        + "records have this machine's time only."),
    parameters: [authority.parameter, each.parameter],
    examples: [
      Command.Example("yuantu stamp", LocalizedText("补盖时间戳", "catch up")),
      Command.Example(
        "yuantu stamp --each hero.jpg", LocalizedText("单独加盖一枚", "one stamp for one picture")),
    ],
    subcommands: [
      StampAuthorityCommand.command, StampProofCommand.import, StampProofCommand.export,
      StampProofCommand.check,
    ], runsAlone: true)

  static func run(_ session: Session) throws(Problem) -> ExitCode {
    let shop = try session.openShop()
    let stamping = Stamping(
      shop: shop, surroundings: session.surroundings,
      authorities: try chosen(of: shop, session.arguments[authority]))
    let files = session.arguments[each]
    return files.isEmpty ? try runBatch(stamping, session) : runEach(files, stamping, session)
  }

  private static func chosen(
    of shop: Shop, _ urls: [String]
  ) throws(Problem) -> [TrustedAuthority] {
    let all = shop.authorities.asked
    for url in urls where !all.contains(where: { $0.authority.name == url }) {
      throw StampAuthorityCommand.unknown(url)
    }
    return urls.isEmpty ? all : all.filter { urls.contains($0.authority.name) }
  }

  private static func runBatch(
    _ stamping: Stamping, _ session: Session
  ) throws(Problem) -> ExitCode {
    let report = try stamping.run { token in
      session.console.emit(StampEvent(token))
    }
    for failure in report.failures { session.console.report(Problem(failure)) }
    session.console.say(
      LocalizedText(
        "新批次 \(report.batches)，新时间戳 \(report.tokens) 枚，覆盖记录 \(report.records) 条；"
          + "仍无第三方时间戳的记录 \(report.undated) 条。",
        "\(report.batches) new batches, \(report.tokens) new time stamps, \(report.records) records "
          + "dated; \(report.undated) records still without a third party's time."))
    session.console.emit(
      StampSummary(
        event: "summary", batches: report.batches, tokens: report.tokens, records: report.records,
        renewals: report.renewals, undated: report.undated, failures: report.failures.count))
    if report.failures.isEmpty { return .done }
    return report.undated > 0 && report.tokens == 0 ? .failed : .partlyDone
  }

  private static func runEach(
    _ files: [String], _ stamping: Stamping, _ session: Session
  ) -> ExitCode {
    var failed = 0
    for file in files {
      do throws(Problem) {
        let token = try stamping.stamp(file: file)
        let time = Moment(unixMilliseconds: token.generatedAt).localText
        session.console.say(
          LocalizedText(
            "\(file)：\(time)，\(token.authority)", "\(file): \(time), \(token.authority)"))
        session.console.emit(StampEvent(token))
      } catch {
        failed += 1
        session.console.report(error)
      }
    }
    return failed == 0 ? .done : failed == files.count ? .failed : .partlyDone
  }
}

private struct StampSummary: Encodable {
  let event: String
  let batches: Int
  let tokens: Int
  let records: Int
  let renewals: Int
  let undated: Int
  let failures: Int
}
