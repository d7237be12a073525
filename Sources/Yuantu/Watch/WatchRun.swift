import Files
import Glibc

/// One watch from its beginning to its end.
final class WatchRun {
  /// How many pictures are protected before new ones are looked for.
  private static let batch = 512
  /// Seconds until the shop, or the catalogue, is tried again.
  private static let patience = 2.0

  private let protection: Protection
  private let request: WatchRequest
  private let wake: WakeSignal
  private let tell: (WatchEvent) -> Void
  private var folders: WatchedFolders
  private var incoming = IncomingFiles()
  private var standing: StandingRun
  private var summary = Protection.Summary()
  private var nextLook = 0.0
  private var isBusy = true
  /// The code of what keeps the whole watch waiting, told once.
  private var obstacle: String?
  /// The codes of failures that files have been told to have.
  private var told: [String: String] = [:]

  init(
    _ protection: Protection, _ request: WatchRequest, _ wake: WakeSignal,
    _ tell: @escaping (WatchEvent) -> Void
  ) {
    self.protection = protection
    self.request = request
    self.wake = wake
    self.tell = tell
    folders = WatchedFolders(
      request.protection.paths,
      excluding: [request.protection.outputFolder, protection.shop.home.folder])
    standing = StandingRun(protection.shop, outputFolder: request.protection.outputFolder)
  }

  /// Watches until the task is cancelled.
  func outcome() async -> Result<Protection.Summary, Problem> {
    lookAtAll(isFirst: true)
    while !Task.isCancelled {
      let files = incoming.due(at: Self.seconds(), atMost: Self.batch)
      if files.isEmpty {
        rest()
      } else if let problem = await protect(files) {
        return .failure(problem)
      }
      if files.isEmpty { await waitForNews() }
      listen()
      if Self.seconds() >= nextLook, !Task.isCancelled { lookAtAll(isFirst: false) }
    }
    return .success(summary)
  }

  private func lookAtAll(isFirst: Bool) {
    let news = folders.lookAtAll()
    let now = Self.seconds()
    incoming.found(news.files, at: now)
    if isFirst { tell(.watching(folders: folders.count, files: news.files.count)) }
    for problem in news.problems { tell(.trouble(Problem(problem))) }
    // From the end of the look, which takes its time in a large or slow folder.
    nextLook = now + Double(request.rescanSeconds)
  }

  /// Waits for something to happen, or to become due.
  private func waitForNews() async {
    let until = min(nextLook, incoming.nextDue ?? nextLook)
    await wake.wait(orFor: folders.readiness, seconds: until - Self.seconds())
  }

  /// Takes note of what happened.
  private func listen() {
    let news = folders.news()
    let then = Self.seconds()
    for file in news.files {
      incoming.notice(file, at: then)
      isBusy = true
    }
    for problem in news.problems { tell(.trouble(Problem(problem))) }
    if news.needsLook { nextLook = min(nextLook, then + IncomingFiles.settling) }
  }

  /// Nothing is due: says so once, and goes for what was too much to note.
  private func rest() {
    let isDone = incoming.count == 0 || (incoming.nextDue ?? 0) > Self.seconds() + 2
    guard isDone, isBusy else { return }
    if incoming.isIncomplete {
      nextLook = 0
      return
    }
    isBusy = false
    tell(.idle(summary))
  }

  /// Protects a batch; what ends the watch, if anything does.
  private func protect(_ files: [FoundFile]) async -> Problem? {
    isBusy = true
    var outcomes = FileOutcomes(files)
    do throws(Problem) {
      try await protection.run(files, request.protection, going: &standing) { event in
        note(event, &outcomes)
      }
      obstacle = nil
    } catch {
      if error.code == Problem.shopChanged("").code { return error }
      meet(error)
      await wake.wait(seconds: Self.patience)
    }
    let now = Self.seconds()
    for (file, outcome, problem) in outcomes.all {
      let isKnown = incoming.finish(file, outcome, at: now)
      if outcome == .incomplete, let problem { tell(problem, isLast: !isKnown) }
      if outcome == .done { told[file.path] = nil }
    }
    return nil
  }

  private func note(_ event: ProtectEvent, _ outcomes: inout FileOutcomes) {
    switch event {
    case .started: return
    case .done(let report):
      outcomes.note(report)
      summary.count(event)
      tell(.done(report))
    case .failed(let problem):
      guard outcomes.note(problem) != .incomplete else { return }
      // A failure that repeats itself is told once.
      guard told[problem.path ?? ""] != problem.code else { return }
      told[problem.path ?? ""] = problem.code
      summary.count(event)
      tell(.failed(problem))
    }
  }

  private func tell(_ incomplete: Problem, isLast: Bool) {
    if isLast {
      summary.failed += 1
      tell(.failed(incomplete))
    } else {
      tell(.waiting(incomplete))
    }
  }

  /// Something keeps the whole batch from being done.
  private func meet(_ problem: Problem) {
    guard obstacle != problem.code else { return }
    obstacle = problem.code
    tell(problem.code == Problem.anotherRun("").code ? .waiting(problem) : .trouble(problem))
  }

  /// Seconds of a clock that never jumps.
  private static func seconds() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }
}
