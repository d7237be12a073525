import Cases
import Codecs
import Files
import Glibc
import Reports
import Wording
import Yuantu

extension JobWork {
  /// Finds the original of every export, before anything is chosen.
  func pair(_ job: Job, _ tell: @escaping Tell) async throws(Problem) -> Job.State {
    let folder = folders.uploads(job)
    let rows = try RowFile<PairRow>(folders.rows(job.id, .pairing))
    let views = folders.views(job.id)
    try prepare(views)
    var result = ProtectResult()
    var progress = JobProgress(state: .working, step: .pairing)
    try await PairingPreview(shop: try shop()).examine([folder], limits: limits, jobs: jobs) {
      total, outcome in
      progress.total = total
      progress.done += 1
      switch outcome {
      case .success(let report):
        // A thumbnail that cannot be kept is only not shown.
        try? write(report.preview, to: "\(views)/pair-\(progress.done - 1).jpg")
        rows.append(PairRow(report))
        if report.pairing == nil { result.unpaired += 1 } else { result.paired += 1 }
      case .failure(let problem):
        rows.append(PairRow(problem, below: folder))
        progress.failed += 1
      }
      tell(progress)
    }
    try store.writeResult(result, of: job.id)
    return .waiting
  }

  /// Marks the hardest pictures for looking at.
  func preview(_ job: Job, _ tell: @escaping Tell) async throws(Problem) -> Job.State {
    let shop = try shop()
    let request = try request(job, shop)
    tell(JobProgress(state: .working, step: .preview))
    let (samples, problems) = try await ProtectionPreview(shop: shop).samples(request) {
      tell(JobProgress(state: .working, step: .preview, done: $0, total: $1))
    }
    try write(samples, problems, of: job)
    return .waiting
  }

  private func write(
    _ samples: [ProtectionPreview.Sample], _ problems: [Problem], of job: Job
  ) throws(Problem) {
    let views = folders.views(job.id)
    try prepare(views)
    for (index, sample) in samples.enumerated() {
      try write(sample.before, to: "\(views)/sample-\(index)-before.jpg")
      try write(sample.after, to: "\(views)/sample-\(index)-after.jpg")
    }
    var result: ProtectResult = store.result(job.id) ?? ProtectResult()
    result.samples = samples.map { sample in
      ProtectResult.Sample(
        kind: KeptText(sample.kind.text), file: sample.relativePath, platform: sample.platform,
        slot: sample.slot, bytes: sample.bytes, width: sample.width, height: sample.height,
        score: sample.quality.score, legibility: sample.legibility,
        findings: sample.findings.map(\.rawValue))
    }
    result.troubles = problems.map { Job.Trouble($0, below: folders.uploads(job)) }
    try store.writeResult(result, of: job.id)
  }

  /// The main job. What an earlier run that was killed had measured is kept.
  func protect(_ job: Job, _ tell: @escaping Tell) async throws(Problem) -> Job.State {
    let shop = try shop()
    let request = try request(job, shop)
    let path = folders.rows(job.id, .run)
    let earlier = Dictionary(
      RowFile<CopyRow>.read(path).rows.map { ($0.output, $0) }, uniquingKeysWith: { $1 })
    let rows = try RowFile<CopyRow>(path)
    var list = CopyList(language: .simplifiedChinese, below: request.outputFolder)
    var result: ProtectResult = store.result(job.id) ?? ProtectResult()
    result.worst = []
    result.failures = []
    var progress = JobProgress(state: .working, step: .run)
    let start = surroundings.now()
    let summary = try await Protection(shop: shop, surroundings: surroundings).run(request) {
      event in
      switch event {
      case .started(let files): progress.total = files
      case .done(let report):
        progress.done += 1
        list.add(report)
        var row = CopyRow(report, source: folders.uploads(job), outputs: request.outputFolder)
        if row.score == nil, let known = earlier[row.output], known.sha256 == row.sha256 {
          row.score = known.score
        }
        rows.append(row)
        result.keepIfWorst(row)
      case .failed(let problem):
        progress.done += 1
        progress.failed += 1
        let row = CopyRow(problem, below: folders.uploads(job))
        rows.append(row)
        result.keepIfFailed(row)
      }
      tell(progress)
    }
    try list.write(to: "\(request.outputFolder)/\(Self.listName)")
    try write(result, summary, milliseconds: surroundings.now() - start, of: job)
    return .done
  }

  private func write(
    _ found: ProtectResult, _ summary: Protection.Summary, milliseconds: Int64, of job: Job
  ) throws(Problem) {
    var result = found
    try prepareViews(of: result.worst, job)
    // An archive of an earlier run lacks what this one made.
    unlink(folders.archive(job.id))
    result.summary = ProtectResult.Summary(
      issued: summary.issued, unchanged: summary.unchanged, restored: summary.restored,
      duplicates: summary.duplicates, failed: summary.failed,
      withoutOriginal: summary.withoutOriginal,
      seconds: Double(milliseconds) / 1000)
    try store.writeResult(result, of: job.id)
  }

  /// Before and after, small enough to look at.
  private func prepareViews(of worst: [CopyRow], _ job: Job) throws(Problem) {
    let views = folders.views(job.id)
    try prepare(views)
    for (index, row) in worst.enumerated() {
      for (name, path) in [
        ("before", "\(folders.uploads(job))/\(row.file)"),
        ("after", "\(folders.outputs(job))/\(row.output)"),
      ] {
        guard let bytes = try? FileBytes.read(path, atMost: limits.maximumFileBytes),
          let shown = ReportPicture(file: bytes, limits: limits, longestSide: Self.shownSide)
        else { continue }
        try write(shown.jpeg, to: "\(views)/worst-\(index)-\(name).jpg")
      }
    }
  }

  /// The longer side of pictures for looking at, in pixels.
  private static let shownSide = 1400

  /// The name of the table beside the copies.
  static let listName = "list.csv"

  /// What was chosen, as the engine takes it.
  private func request(_ job: Job, _ shop: Shop) throws(Problem) -> ProtectRequest {
    let rules = try PlatformRules.inForce(home: folders.home)
    var delivery = Delivery()
    for id in job.choices.platforms {
      guard let platform = rules.platform(id) else {
        throw Problem.unknownPlatform(id, known: rules.platforms)
      }
      delivery.platforms.append(platform)
    }
    if !job.choices.template.isEmpty {
      delivery.template = try PreparedTemplate(try shop.template(job.choices.template))
    }
    return ProtectRequest(
      paths: [folders.uploads(job)], outputFolder: folders.outputs(job),
      keepsWhite: job.choices.keepsWhite, delivery: delivery, limits: limits, jobs: jobs)
  }
}
