import Cases
import Catalogue
import Files
import HTTPKit
import Reports
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
        visit, jobs: jobs, cases: try shop.cases(), now: surroundings.now())
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
    case (.protect, "pictures", 3): return try picture(job, rest[1], rest[2])
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
    if job.kind == .cases, job.step != .receiving { return try casePage(visit, job, problem: nil) }
    if job.state == .failed || job.state == .cancelled { return stopped(visit, job) }
    if job.step == .receiving { return Self.redirect("/\(job.kind.place)") }
    let folders = store.folders
    switch job.kind {
    case .originals:
      return OriginalsPages.job(
        visit, job, store.result(job.id),
        rows: OriginalsPages.rows(folders.rows(job.id, .run), page: visit.page))
    case .protect: return try protectPage(visit, job, problem: nil)
    case .check: return CheckPages.verdicts(visit, job, store.result(job.id) ?? VerdictsResult())
    case .review: return ReviewPages.result(visit, job, store.result(job.id) ?? VerdictsResult())
    case .cases: throw WebProblem.notFound
    }
  }

  /// A job that did not come to its end can be gone on with.
  private func stopped(_ visit: Visit, _ job: Job) -> Response {
    let say = visit.say
    let isPassing = job.kind == .check || job.kind == .review
    let remove: HTML =
      isPassing
      ? visit.button(say("移除", "Remove"), post: "/\(job.kind.place)/\(job.id)/remove") : .empty
    let reason: HTML =
      job.trouble.map {
        "<p class=\"problem\" role=\"alert\">\($0.file.isEmpty ? "" : $0.file + ": ")\(say($0.text))</p>"
      }
      ?? "<p>\(say("已停止;做完的部分都在,继续时只补未完成的。", "Stopped. What was done is kept; going on does only what is missing."))</p>"
    return PageFrame.page(
      visit, job.state == .failed ? say("没有完成", "Not done") : say("已停止", "Stopped"),
      place: job.kind,
      """
      \(reason)\(visit.button(say("继续", "Go on"), post: "/\(job.kind.place)/\(job.id)/resume", classes: "main")) \(remove)
      """)
  }

  /// Pairs and choices, or what a run came to.
  func protectPage(_ visit: Visit, _ job: Job, problem: Problem?) throws(Problem) -> Response {
    let folders = store.folders
    let platforms = try PlatformRules.inForce(home: folders.home).platforms
    let result: ProtectResult = store.result(job.id) ?? ProtectResult()
    if job.step == .run, job.state != .waiting {
      return ProtectPages.done(
        visit, job, result,
        rows: ProtectPages.copyRows(folders.rows(job.id, .run), page: visit.page),
        worst: worst(job), platforms: platforms,
        folder: configuration.passCode == nil ? folders.outputs(job) : nil,
        canShow: configuration.showFolder != nil)
    }
    let templates = try vault.shop?.templates().map(\.name) ?? []
    return ProtectPages.choose(
      visit, job, result,
      pairs: ProtectPages.pairRows(folders.rows(job.id, .pairing), page: visit.page),
      platforms: platforms, templates: templates, problem: problem)
  }

  /// The copies of the lowest score, with their places in the list.
  private func worst(_ job: Job) -> [(index: Int, row: CopyRow)] {
    Array(
      RowFile<CopyRow>.read(store.folders.rows(job.id, .run)).rows.enumerated()
        .filter { $0.element.score != nil }
        .sorted { ($0.element.score ?? 0) < ($1.element.score ?? 0) }
        .prefix(5).map { (index: $0.offset, row: $0.element) })
  }

  func casePage(_ visit: Visit, _ job: Job, problem: Problem?) throws(Problem) -> Response {
    let trouble = job.state == .failed ? job.trouble : nil
    let home = store.folders.home
    return CasePages.form(
      visit, store.job(job.id) ?? job, store.result(job.id), suspects: uploads(job, .main),
      papers: uploads(job, .set) + uploads(job, .rights),
      forms: try CaseForms.inForce(home: home).forms,
      platforms: try PlatformRules.inForce(home: home).platforms, now: surroundings.now(),
      problem: problem ?? trouble.map { Problem(code: $0.code, text: $0.text) })
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
