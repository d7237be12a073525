import Files
import Wording
import Yuantu

extension JobWork {
  /// Checks a package as the other side would, without the shop.
  func review(_ job: Job, _ tell: @escaping Tell) throws(Problem) -> Job.State {
    tell(JobProgress(state: .working, step: .run))
    let folder = folders.uploads(job)
    let path = Self.package(in: folder)
    let now = surroundings.now()
    let review = try PackageReviewer(time: now, limits: limits).review(path)
    var result = VerdictsResult()
    result.isSound = review.isSound
    result.lines = ReviewText(review).lines.map(KeptText.init)
    result.suspects = review.suspects.map { VerdictsResult.Suspect($0, below: path) }
    do throws(Problem) {
      let report = try ReviewReport(review, time: now, limits: limits).report()
      try writeReport(report, shop: nil, job, &result)
    } catch { result.troubles.append(Job.Trouble(error, below: folder)) }
    try store.writeResult(result, of: job.id)
    return .done
  }

  /// What was uploaded: one archive, or the files of a folder, perhaps with its name before each.
  private static func package(in folder: String) -> String {
    let found = FolderWalk.files(under: [folder]).files
    if found.count == 1, let file = found.first { return file.path }
    let tops = Set(found.map { $0.relativePath.split(separator: "/").first.map(String.init) ?? "" })
    guard tops.count == 1, let top = tops.first, found.allSatisfy({ $0.relativePath.contains("/") })
    else { return folder }
    return "\(folder)/\(top)"
  }
}
