import Yuantu

extension JobWork {
  /// Takes the uploaded originals in.
  func takeIn(_ job: Job, _ tell: @escaping Tell) async throws(Problem) -> Job.State {
    let folder = folders.uploads(job)
    let rows = try RowFile<OriginalRow>(folders.rows(job.id, .run))
    var result = OriginalsResult()
    var progress = JobProgress(state: .working, step: .run)
    await OriginalsIntake(shop: try shop(), surroundings: surroundings).add(
      [folder], limits: limits, jobs: jobs
    ) { total, outcome in
      progress.total = total
      progress.done += 1
      switch outcome {
      case .success(let report):
        rows.append(OriginalRow(report, below: folder))
        if report.status == .added { result.added += 1 } else { result.known += 1 }
        result.devices[report.device ?? "", default: 0] += 1
        for finding in report.findings { result.findings[finding.rawValue, default: 0] += 1 }
      case .failure(let problem):
        rows.append(OriginalRow(problem, below: folder))
        result.failed += 1
        progress.failed += 1
      }
      tell(progress)
    }
    try store.writeResult(result, of: job.id)
    return .done
  }
}
