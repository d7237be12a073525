import Cases
import Catalogue
import Files
import HTTPKit
import Wording
import Yuantu

extension WebApp {
  /// The page of a place.
  func place(_ visit: Visit, _ kind: Job.Kind) throws(Problem) -> Response {
    let jobs = store.jobs(kind)
    if kind == .review { return ReviewPages.place(visit, jobs: jobs) }
    guard let shop = vault.shop else { throw WebProblem.passphraseNeeded }
    switch kind {
    case .originals:
      return OriginalsPages.place(visit, jobs: jobs, counts: try shop.overview())
    case .protect:
      return ProtectPages.place(
        visit, jobs: jobs, hasOriginals: try shop.overview().counts.originals > 0)
    case .check, .review: return CheckPages.place(visit, jobs: jobs)
    case .cases:
      return CasePages.place(
        visit, jobs: jobs, cases: try shop.cases(), folder: "\(store.folders.home)/cases",
        now: surroundings.now())
    }
  }

  /// A page or file of a job.
  func get(_ visit: Visit, _ job: Job, _ rest: [String]) async throws(Problem) -> Response {
    let folders = store.folders
    switch (job.kind, rest.first, rest.count) {
    case (_, nil, _): return try page(visit, job)
    case (_, "events", 1): return events(job)
    case (_, "views", 2): return try file("\(folders.views(job.id))/", rest[1], isSaved: false)
    case (_, "report", 2): return try file("\(folders.report(job.id))/", rest[1], isSaved: true)
    case (.protect, "choices", 1): return try choices(visit, job, problem: nil)
    // Of a form that was sent back with a complaint, and then shown in the other language.
    case (.protect, "run", 1), (.protect, "preview", 1), (.cases, "run", 1):
      return Self.redirect("/\(job.kind.place)/\(job.id)")
    case (.protect, "list.csv", 1):
      return try file("\(folders.outputs(job))/", JobWork.listName, isSaved: true)
    case (.protect, "download", 1): return try await archive(job)
    case (.cases, "packages", 2): return try package(job, rest[1])
    default: throw WebProblem.notFound
    }
  }

  private func page(_ visit: Visit, _ job: Job) throws(Problem) -> Response {
    if job.state == .working {
      return PageFrame.page(
        visit, job.kind.name(visit.say), place: job.kind,
        Pieces.working(visit, job, runner.progress(job)))
    }
    if job.step == .receiving { return receiving(visit, job) }
    if job.kind == .cases { return try casePage(visit, job, problem: nil) }
    if job.state == .failed || job.state == .cancelled { return try stopped(visit, job) }
    let folders = store.folders
    switch job.kind {
    case .originals:
      return OriginalsPages.job(
        visit, job, store.result(job.id),
        rows: OriginalsPages.rows(folders.rows(job.id, .run), page: visit.page))
    case .protect: return try protectPage(visit, job, problem: nil)
    case .check, .review:
      guard let result: VerdictsResult = store.result(job.id) else {
        throw WebProblem.unreadableResult
      }
      return job.kind == .check
        ? CheckPages.verdicts(visit, job, result) : ReviewPages.result(visit, job, result)
    case .cases: throw WebProblem.notFound
    }
  }

  /// A job whose files came in only in part.
  private func receiving(_ visit: Visit, _ job: Job) -> Response {
    let say = visit.say
    let count = uploads(job, .main).count
    let begin: HTML =
      count == 0
      ? .empty
      : visit.button(
        say("用已收到的 \(count) 个文件开始", "Begin with the \(count) files received"),
        post: "/\(job.kind.place)/\(job.id)/start", classes: "main")
    return PageFrame.page(
      visit, say("上传未完成", "The upload is not finished"), place: job.kind,
      """
      <p>\(say("已收到 \(count) 个文件。可以接着放入其余的，用已有的开始，或移除。", "\(count) files were received. Add the others, begin with what is there, or remove them."))</p>
      \(Pieces.Drop(
        say: say, token: visit.formToken, create: "/\(job.kind.place)/\(job.id)",
        title: say("接着放入其余的文件", "Add the other files"),
        hint: say("已收到的文件不会重复。", "Files that were received are not doubled."), isContinued: true
      ).html)
      <p class="buttons">\(begin)\(visit.button(say("移除收到的文件", "Remove what was received"), post: "/\(job.kind.place)/\(job.id)/remove"))</p>
      """)
  }

  /// A job that did not come to its end can be gone on with.
  private func stopped(_ visit: Visit, _ job: Job) throws(Problem) -> Response {
    let say = visit.say
    if job.kind == .protect, job.step != .pairing {
      let stop = Problem(
        code: "web.stopped",
        text: LocalizedText(
          "已停止。做完的部分都在；再次开始时只补未完成的。",
          "Stopped. What was done is kept; beginning again does only what is missing."))
      return try choices(
        visit, job, problem: job.trouble.map { Problem(code: $0.code, text: $0.text) } ?? stop)
    }
    let remove: HTML =
      job.isRemovable
      ? visit.button(say("移除", "Remove"), post: "/\(job.kind.place)/\(job.id)/remove") : .empty
    let reason: HTML =
      job.trouble.map {
        "<p class=\"problem\" role=\"alert\">\($0.file.isEmpty ? "" : $0.file + ": ")\(say($0.text))</p>"
      } ?? "<p>\(say("已停止，可以继续。", "Stopped; it can be gone on with."))</p>"
    return PageFrame.page(
      visit, job.state == .failed ? say("没有完成", "Not done") : say("已停止", "Stopped"),
      place: job.kind,
      """
      \(reason)\(visit.button(say("继续", "Go on"), post: "/\(job.kind.place)/\(job.id)/resume", classes: "main")) \(remove)
      """)
  }

  /// Pairs and choices, or what a run came to.
  func protectPage(_ visit: Visit, _ job: Job, problem: Problem?) throws(Problem) -> Response {
    guard problem == nil, job.step == .run, job.state == .done else {
      return try choices(visit, job, problem: problem)
    }
    let folders = store.folders
    return ProtectPages.done(
      visit, job, store.result(job.id) ?? ProtectResult(),
      rows: ProtectPages.copyRows(folders.rows(job.id, .run), page: visit.page),
      platforms: try PlatformRules.inForce(home: folders.home).platforms,
      folder: configuration.passCode == nil ? folders.outputs(job) : nil,
      canShow: configuration.showFolder != nil)
  }

  private func choices(_ visit: Visit, _ job: Job, problem: Problem?) throws(Problem) -> Response {
    let folders = store.folders
    guard job.state != .working, job.step != .receiving else {
      return Self.redirect("/protect/\(job.id)")
    }
    return ProtectPages.choose(
      visit, job, store.result(job.id) ?? ProtectResult(),
      pairs: ProtectPages.pairRows(folders.rows(job.id, .pairing), page: visit.page),
      platforms: try PlatformRules.inForce(home: folders.home).platforms,
      templates: try vault.shop?.templates().map(\.name) ?? [], problem: problem)
  }

  func casePage(_ visit: Visit, _ job: Job, problem: Problem?) throws(Problem) -> Response {
    let job = store.job(job.id) ?? job
    let home = store.folders.home
    // What an earlier run came to says nothing about choices that were changed since.
    let isCurrent = job.state == .done
    let stop: Problem? =
      job.state == .cancelled
      ? Problem(code: "web.stopped", text: LocalizedText("已停止。", "Stopped.")) : nil
    return CasePages.form(
      visit, job, isCurrent ? store.result(job.id) : nil,
      files: UploadPart.allCases.map { ($0, uploads(job, $0)) },
      forms: try CaseForms.inForce(home: home).forms,
      platforms: try PlatformRules.inForce(home: home).platforms, now: surroundings.now(),
      problem: problem ?? job.trouble.map { Problem(code: $0.code, text: $0.text) } ?? stop)
  }

  /// How far a job is, as server-sent events, until it is at rest.
  private func events(_ job: Job) -> Response {
    let progress = runner.watch(job.id)
    let (stream, continuation) = AsyncStream.makeStream(
      of: ServerEvent.self, bufferingPolicy: .bufferingNewest(4))
    let task = Task {
      for await now in progress {
        continuation.yield(
          ServerEvent(
            name: "progress", data: String(decoding: JSONText.encoded(now), as: UTF8.self)))
      }
      continuation.finish()
    }
    continuation.onTermination = { _ in task.cancel() }
    return Response(
      status: 200, headers: [("Content-Type", "text/event-stream"), ("Cache-Control", "no-store")],
      body: .events(stream))
  }
}
