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
      return Self.json(["location": page])
    case (_, ["cancel"]):
      try runner.cancel(job.id)
      return Self.redirect(page)
    case (_, ["resume"]):
      if job.state == .failed || job.state == .cancelled {
        try runner.enqueue(job.id, step: job.step)
      }
      return Self.redirect(page)
    case (.check, ["remove"]), (.review, ["remove"]):
      try runner.cancel(job.id)
      store.remove(job.id)
      return Self.redirect("/\(job.kind.place)")
    case (.protect, ["preview"]), (.protect, ["run"]):
      return try protect(request, visit, job, rest == ["run"] ? .run : .preview)
    case (.protect, ["try"]): return try tryOut(job)
    case (.protect, ["show"]):
      configuration.showFolder?(store.folders.outputs(job))
      return Self.redirect(page)
    case (.cases, ["run"]): return try buildCase(request, visit, job)
    default: throw WebProblem.notFound
    }
  }

  /// A job of this kind; for a case, perhaps about the suspects of a check.
  private func create(_ request: Request, _ kind: Job.Kind) throws(Problem) -> Response {
    let job = try store.create(kind)
    if kind == .cases, let source = request.form["source"].flatMap(store.job), source.kind == .check
    {
      try copyUploads(of: source, to: job)
      try store.update(job.id) { changed in
        (changed.files, changed.bytes, changed.step) = (source.files, source.bytes, .run)
      }
      return Self.redirect("/cases/\(job.id)")
    }
    return Self.json(["job": "/\(kind.place)/\(job.id)"])
  }

  /// All files are there: the first step begins.
  private func start(_ job: Job) throws(Problem) {
    guard job.files > 0 else { throw WebProblem.noFiles }
    switch job.kind {
    case .protect: try runner.enqueue(job.id, step: .pairing)
    // A case is worded by its form first.
    case .cases: try store.update(job.id) { $0.step = .run }
    case .originals, .check, .review: try runner.enqueue(job.id, step: .run)
    }
  }

  /// A small, re-compressed copy of the issued copy with the lowest score, examined.
  private func tryOut(_ job: Job) throws(Problem) -> Response {
    let rows = RowFile<CopyRow>.read(store.folders.rows(job.id, .run)).rows
    guard
      let row = rows.filter({ $0.trouble == nil }).min(by: { ($0.score ?? 100) < ($1.score ?? 100) }
      )
    else { throw WebProblem.noFiles }
    let check = try store.create(.check) { $0.choices.source = job.id }
    let folder = store.folders.uploads(check)
    do {
      try Directory.createPrivate(folder)
      try TrialCopy.write(
        of: "\(store.folders.outputs(job))/\(row.output)",
        to: "\(folder)/\(FileTitle.of(row.output)).760.jpg")
    } catch { throw Problem(any: error, path: folder) }
    _ = store.count(check.id, bytes: 0)
    try runner.enqueue(check.id, step: .run)
    return Self.redirect("/check/\(check.id)")
  }

  static func jpeg(_ bytes: [UInt8]) -> Response {
    Response(
      status: 200,
      headers: [("Content-Type", "image/jpeg"), ("Cache-Control", "private, max-age=3600")],
      body: .bytes(bytes))
  }
}
