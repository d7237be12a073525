import Files
import Reports
import Wording
import Yuantu

extension JobWork {
  /// Examines suspects, draws the comparisons and writes the report.
  func check(_ job: Job, _ tell: @escaping Tell) async throws(Problem) -> Job.State {
    let shop = try shop()
    let folder = folders.uploads(job)
    var progress = JobProgress(state: .working, step: .run, total: job.files)
    tell(progress)
    var verdicts: [Verdict] = []
    await Inspector(shop: shop, limits: limits).examine([folder], jobs: jobs) { verdict in
      verdicts.append(verdict)
      progress.done += 1
      tell(progress)
    }
    return Task.isCancelled ? .cancelled : try write(verdicts, of: job, shop)
  }

  private func write(
    _ verdicts: [Verdict], of job: Job, _ shop: Shop
  ) throws(Problem) -> Job.State {
    let folder = folders.uploads(job)
    let views = folders.views(job.id)
    try prepare(views)
    var result = VerdictsResult()
    for (index, verdict) in verdicts.enumerated() where !Task.isCancelled {
      result.suspects.append(try suspect(verdict, index, shop, below: folder, views: views))
    }
    do throws(Problem) {
      let report = try ReportBuilder(shop: shop, limits: limits, surroundings: surroundings)
        .report(on: verdicts)
      try writeReport(report, shop: shop, job, &result)
    } catch { result.troubles.append(Job.Trouble(error, below: folder)) }
    try store.writeResult(result, of: job.id)
    return .done
  }

  /// Writes a report in all its renderings, instead of that of an earlier run.
  func writeReport(
    _ report: Report, shop: Shop?, _ job: Job, _ result: inout VerdictsResult
  ) throws(Problem) {
    let files = try ReportFiles(report, shop: shop)
    let folder = folders.report(job.id)
    try prepare(folder)
    for file in files.files { try write(file.bytes, to: "\(folder)/\(file.name)") }
    result.reportNumber = report.number
    result.reportFiles = files.files.map(\.name)
  }

  private func suspect(
    _ verdict: Verdict, _ index: Int, _ shop: Shop, below folder: String, views: String
  ) throws(Problem) -> VerdictsResult.Suspect {
    var suspect = VerdictsResult.Suspect(verdict, below: folder)
    guard verdict.relation != .notExamined else { return suspect }
    // A picture that cannot be compared still has its verdict.
    guard
      let images = try? ComparisonImages(verdict, shop: shop, limits: limits)
    else { return suspect }
    try write(images.panels, to: "\(views)/\(index)-panels.jpg")
    try write(images.recorded, to: "\(views)/\(index)-recorded.jpg")
    try write(images.alignedSuspect, to: "\(views)/\(index)-suspect.jpg")
    if let lines = images.lines { try write(lines, to: "\(views)/\(index)-lines.jpg") }
    if let other = images.lookAlike { try write(other, to: "\(views)/\(index)-other.jpg") }
    suspect.hasComparison = true
    suspect.comparison = images.sentence.map(KeptText.init)
    suspect.hasLines = images.lines != nil
    suspect.hasLookAlike = images.lookAlike != nil
    suspect.shares = images.shares.map { share in
      VerdictsResult.Share(name: KeptText(share.name), percent: share.percent)
    }
    return suspect
  }
}

extension VerdictsResult.Suspect {
  /// What is said of a verdict, with the name that the file was given.
  init(_ verdict: Verdict, below folder: String) {
    file = FilePath.relative(verdict.path, to: folder)
    relation = verdict.relation.rawValue
    sentence = KeptText(verdict.sentence)
    let text = VerdictText(verdict)
    // The first two name the file and the relation, which stand above.
    lines = (text.statements.dropFirst(2) + text.findings).map(KeptText.init)
    isTooSmall = verdict.findings.contains(.pictureTooSmall)
  }
}
