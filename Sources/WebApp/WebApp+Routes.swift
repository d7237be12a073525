import Cases
import Files
import HTTPKit
import Trust
import Wording
import Yuantu

extension WebApp {
  /// Answers a request of somebody who is signed in.
  func route(_ request: Request, _ visit: Visit) async throws(Problem) -> Response {
    let head = request.head
    if head.method == "PUT" { return try receive(request, visit) }
    guard let first = head.path.first else { return try home(visit) }
    if let kind = Job.Kind(rawValue: first) {
      if kind != .review, let entry = try entry(visit) { return entry }
      return try await route(request, visit, kind, Array(head.path.dropFirst()))
    }
    switch (head.method, head.path) {
    case ("GET", ["setup"]), ("GET", ["unlock"]), ("GET", ["setup", "backup"]):
      return try home(visit)
    case ("POST", ["setup"]): return try setup(request, visit)
    case ("POST", ["unlock"]): return try unlock(request, visit)
    case ("POST", ["lock"]): return left()
    case ("POST", _) where head.path.count == 3 && head.path.starts(with: ["setup", "backup"]):
      return try backup(head.path[2], visit)
    default: throw WebProblem.notFound
    }
  }

  private func home(_ visit: Visit) throws(Problem) -> Response {
    if let entry = try entry(visit) { return entry }
    guard let shop = vault.shop else { throw WebProblem.notFound }
    let working = Job.Kind.allCases.flatMap { store.jobs($0) }.filter { $0.state == .working }
    return try HomePage.page(visit, shop, working: working)
  }

  private func route(
    _ request: Request, _ visit: Visit, _ kind: Job.Kind, _ rest: [String]
  ) async throws(Problem) -> Response {
    let isGet = request.head.method == "GET"
    switch (isGet, rest.first, rest.count) {
    case (true, nil, _): return try place(visit, kind)
    case (false, nil, _): return try create(request, kind)
    case (true, "thumbnails", 2) where kind == .originals:
      guard let jpeg = try vault.shop?.preview(of: rest[1]) else { throw WebProblem.notFound }
      return Self.jpeg(jpeg)
    default: break
    }
    guard let id = rest.first, Job.isIdentifier(id), let job = store.job(id), job.kind == kind
    else {
      throw WebProblem.notFound
    }
    return isGet
      ? try await get(visit, job, Array(rest.dropFirst()))
      : try await post(request, visit, job, Array(rest.dropFirst()))
  }

  private func post(
    _ request: Request, _ visit: Visit, _ job: Job, _ rest: [String]
  ) async throws(Problem) -> Response {
    let page = "/\(job.kind.place)/\(job.id)"
    switch (job.kind, rest) {
    case (_, ["start"]):
      try start(job)
      return isFromScript(request.head) ? Self.json(["location": page]) : Self.redirect(page)
    case (_, ["cancel"]):
      runner.cancel(job.id)
      return Self.redirect(page)
    case (_, ["resume"]):
      runner.enqueue(job.id, step: job.step) { $0.state == .failed || $0.state == .cancelled }
      return Self.redirect(page)
    case (_, ["remove"]) where job.isRemovable:
      runner.cancel(job.id)
      store.remove(job.id)
      return Self.redirect("/\(job.kind.place)")
    case (.protect, ["preview"]), (.protect, ["run"]):
      return try protect(request, visit, job, rest == ["run"] ? .run : .preview)
    case (.protect, ["try"]): return try await tryOut(job)
    case (.protect, ["show"]):
      configuration.showFolder?(store.folders.outputs(job))
      return Self.redirect(page)
    case (.cases, ["run"]): return try buildCase(request, visit, job)
    case (.cases, ["take-out"]): return try takeOut(request, job)
    default: throw WebProblem.notFound
    }
  }

  /// A job of this kind; for a case, perhaps about the suspects of a check.
  private func create(_ request: Request, _ kind: Job.Kind) throws(Problem) -> Response {
    guard kind == .cases, let id = request.form["source"] else {
      return Self.json(["job": "/\(kind.place)/\(try store.create(kind).id)"])
    }
    guard let source = store.job(id), source.kind == .check else { throw WebProblem.notFound }
    let job = try store.create(kind)
    try copyUploads(of: source, to: job)
    store.update(job.id) { changed in
      (changed.files, changed.bytes, changed.step) = (source.files, source.bytes, .run)
    }
    return Self.redirect("/cases/\(job.id)")
  }

  /// All files are there: the first step begins.
  private func start(_ job: Job) throws(Problem) {
    guard !uploads(job, .main).isEmpty else { throw WebProblem.noFiles }
    func isFit(_ job: Job) -> Bool { job.state == .waiting && job.step == .receiving }
    switch job.kind {
    case .protect: runner.enqueue(job.id, step: .pairing, where: isFit)
    // A case is worded by its form first.
    case .cases:
      store.transition(job.id) { job in
        guard isFit(job) else { return false }
        job.step = .run
        return true
      }
    case .originals, .check, .review: runner.enqueue(job.id, step: .run, where: isFit)
    }
  }

  /// A small, re-compressed copy of the issued copy with the lowest score, examined.
  private func tryOut(_ job: Job) async throws(Problem) -> Response {
    let result: ProtectResult? = store.result(job.id)
    guard let copy = result?.worst.first?.output else { throw WebProblem.noFiles }
    let check = try store.create(.check)
    let folder = store.folders.uploads(check)
    let (source, limits) = ("\(store.folders.outputs(job))/\(copy)", configuration.limits)
    let failure = await Task(executorPreference: archiver) { () -> Problem? in
      do {
        try Directory.createPrivate(folder)
        try TrialCopy.write(
          of: source, to: "\(folder)/\(FileTitle.of(copy)).760.jpg", limits: limits)
        return nil
      } catch { return Problem(any: error, path: source) }
    }.value
    if let failure {
      store.remove(check.id)
      throw failure
    }
    store.count(check.id, bytes: 0)
    runner.enqueue(check.id, step: .run) { $0.state == .waiting }
    return Self.redirect("/check/\(check.id)")
  }

  static func jpeg(_ bytes: [UInt8]) -> Response {
    Response(
      status: 200,
      headers: [("Content-Type", "image/jpeg"), ("Cache-Control", "private, max-age=3600")],
      body: .bytes(bytes))
  }
}
