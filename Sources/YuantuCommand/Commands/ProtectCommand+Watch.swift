import CommandLineKit
import Wording
import Yuantu

/// `yuantu protect --watch`: the main job for whatever comes, until somebody ends it.
extension ProtectCommand {
  static let watch = Key<Bool>.flag(
    "watch", "w",
    help: LocalizedText(
      "一直监视这些文件夹（含子文件夹）：先处理已有的图片，之后来一张处理一张，直到收到 SIGTERM 或 Ctrl-C（退出状态 0）",
      "keep watching the folders and all below them: first the pictures that are there, then every one "
        + "that comes, until SIGTERM or Ctrl-C (exit status 0)"))
  static let rescan = Key<Int?>.option(
    "rescan", valueName: LocalizedText("秒", "SECONDS"),
    help: LocalizedText(
      "监视时，每隔多少秒把文件夹重新扫描一遍（默认 \(WatchRequest.usualRescan)；网络文件夹上，别的机器放入的文件只能这样发现）",
      "with --watch: how often the folders are looked through again (default "
        + "\(WatchRequest.usualRescan); files that other machines put into network folders are only found "
        + "so)"))

  static func runWatch(
    _ session: Session, _ request: ProtectRequest
  ) async throws(Problem) -> ExitCode {
    guard session.arguments[listFile] == nil else {
      throw Problem(
        code: "usage.listWithWatch",
        text: LocalizedText(
          "--list 不能与 --watch 同用；监视时请读取 --json 的事件。",
          "--list excludes --watch; read the events of --json instead."))
    }
    var watched = WatchRequest(request)
    if let seconds = session.arguments[rescan] {
      guard (1...86_400).contains(seconds) else {
        throw Problem(
          code: "usage.rescan",
          text: LocalizedText("--rescan 须为 1 到 86400 秒。", "--rescan is 1 to 86400 seconds."))
      }
      watched.rescanSeconds = seconds
    }
    let (shop, stamper) = try StampingOption.open(session)
    var leftOut = 0
    watched.protection.delivery = try DeliveryOptions.delivery(
      session, shop: shop, count: &leftOut)
    let start = Progress.seconds()
    let ended = await Interruption.cancelling { [watched] in
      await result(of: session, shop, watched, since: start)
    }
    ServiceNotification.stopping.send()
    let summary = try ended.get()
    tellEnd(summary, seconds: Progress.seconds() - start, session.console)
    _ = StampingOption.report(stamper, session)
    return .done
  }

  private static func result(
    of session: Session, _ shop: Shop, _ request: WatchRequest, since start: Double
  ) async -> Result<Protection.Summary, Problem> {
    let watching = Watching(shop: shop, surroundings: session.surroundings)
    do throws(Problem) {
      return .success(
        try await watching.run(request) { event in
          tell(event, request, seconds: Progress.seconds() - start, session.console)
        })
    } catch {
      return .failure(error)
    }
  }

  private static func tell(
    _ event: WatchEvent, _ request: WatchRequest, seconds: Double, _ console: Console
  ) {
    switch event {
    case .watching(let folders, let files):
      ServiceNotification.ready.send()
      console.say(
        LocalizedText(
          "正在监视 \(folders) 个文件夹，其中已有 \(files) 个文件。用 Ctrl-C 结束。",
          "Watching \(folders) folders with \(files) files in them by now. End with Ctrl-C."))
      console.emit(
        WatchingEvent(
          paths: request.protection.paths, output: request.protection.outputFolder,
          folders: folders, files: files, rescan: request.rescanSeconds))
    case .done(let report):
      if !console.quiet { console.say(line(report)) }
      console.emit(CopyEvent(report))
    case .failed(let problem), .trouble(let problem): console.report(problem)
    case .waiting(let problem):
      if !console.quiet {
        console.warn(
          SafeText.escaped(
            (problem.path.map { "\($0): " } ?? "") + problem.message(in: console.language)))
      }
      console.emit(WaitingEvent(problem, console))
    case .idle(let summary): console.emit(ProtectSummaryEvent("idle", summary, seconds: seconds))
    }
  }

  private static func tellEnd(
    _ summary: Protection.Summary, seconds: Double, _ console: Console
  ) {
    console.say(sentence(summary))
    console.emit(ProtectSummaryEvent("stopped", summary, seconds: seconds))
  }
}
