import Codecs
import Files
import Trust

/// The first half of a protect run: finds the files, hashes them, and plans the outputs. Nothing is
/// decoded and nothing is written.
struct ProtectScan {
  let jobs: [ProtectJob]
  let problems: [Problem]

  var fileCount: Int { jobs.reduce(0) { $0 + $1.files.count } + problems.count }

  init(_ request: ProtectRequest) async {
    let (files, walkProblems) = FolderWalk.files(
      under: request.paths, excluding: [request.outputFolder])
    var problems = walkProblems.map { Problem($0) }
    var scanned: [Int: Result<(digest: Digest, format: ImageFormat), Problem>] = [:]
    await Batch.run(Array(files.enumerated()), jobs: request.jobs) { index, file in
      (index, Self.scan(file, request))
    } finished: { index, result in
      scanned[index] = result
    }
    var plan = OutputPlan(folder: request.outputFolder)
    var jobs: [ProtectJob] = []
    var places: [JobKey: Int] = [:]
    for (index, file) in files.enumerated() {
      switch scanned[index] {
      case .success(let (digest, format))?:
        for target in request.delivery.targets(forPath: file.relativePath) {
          let output = plan.path(
            for: file, in: target.folder,
            format: target.platform == nil ? request.outputFormat(of: format) : .jpeg)
          let key = JobKey(digest: digest, target: target)
          if let place = places[key] {
            jobs[place].files.append((file, output))
          } else {
            places[key] = jobs.count
            jobs.append(ProtectJob(digest: digest, target: target, files: [(file, output)]))
          }
        }
      case .failure(let problem)?: problems.append(problem)
      case nil: break
      }
    }
    self.jobs = jobs
    self.problems = problems
  }

  private struct JobKey: Hashable {
    let digest: Digest
    let target: DeliveryTarget
  }

  private static func scan(
    _ file: FoundFile, _ request: ProtectRequest
  ) -> Result<(digest: Digest, format: ImageFormat), Problem> {
    do {
      let head = try FileBytes.head(file.path, count: 4096)
      guard let format = ImageFormat.detect(head) else {
        // The decoder knows the words for whatever else it is.
        _ = try SourceImage.probe(head)
        throw CodecError(.notAnImage)
      }
      let (digest, _) = try Digest.ofFile(file.path)
      return .success((digest, format))
    } catch {
      return .failure(Problem(any: error, path: file.path))
    }
  }
}

extension ProtectRequest {
  /// The format of the output for a source of `format`.
  func outputFormat(of format: ImageFormat) -> ImageFormat {
    if let wanted = self.format { return wanted }
    return format.canEncode ? format : .jpeg
  }
}
