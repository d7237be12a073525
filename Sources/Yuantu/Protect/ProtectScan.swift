import Codecs
import Files
import Trust

/// The first half of a protect run: finds the files, hashes them, and plans the outputs. Nothing is
/// decoded and nothing is written.
struct ProtectScan {
  let jobs: [ProtectJob]
  let problems: [Problem]

  var fileCount: Int { jobs.reduce(0) { $0 + $1.files.count } + problems.count }

  /// Finds the files of a request.
  init(_ request: ProtectRequest) async {
    let (files, problems) = FolderWalk.files(
      under: request.paths, excluding: [request.outputFolder])
    var plan = OutputPlan(folder: request.outputFolder)
    await self.init(files, problems.map { Problem($0) }, &plan, request)
  }

  /// Takes the files that were found. `earlier` says where copies of a picture went before; such a place
  /// is kept, so that the order in which files turn up does not matter.
  init(
    _ files: [FoundFile], _ found: [Problem] = [], _ plan: inout OutputPlan,
    _ request: ProtectRequest, earlier: (Digest, DeliveryTarget) -> [String] = { _, _ in [] }
  ) async {
    var problems = found
    var scanned: [Int: Result<(digest: Digest, format: ImageFormat), Problem>] = [:]
    await Batch.run(Array(files.enumerated()), jobs: request.jobs) { index, file in
      (index, Self.scan(file, request))
    } finished: { index, result in
      scanned[index] = result
    }
    var wanted: [Wanted] = []
    for (index, file) in files.enumerated() {
      switch scanned[index] {
      case .success(let (digest, format))?:
        for target in request.delivery.targets(forPath: file.relativePath) {
          let format = target.platform == nil ? request.outputFormat(of: format) : .jpeg
          let known = plan.keep(
            earlier(digest, target), for: file, in: target.folder, format: format)
          wanted.append(
            Wanted(
              file: file, key: JobKey(digest: digest, target: target), format: format,
              output: known))
        }
      case .failure(let problem)?: problems.append(problem)
      case nil: break
      }
    }
    var jobs: [ProtectJob] = []
    var places: [JobKey: Int] = [:]
    for one in wanted {
      let output =
        one.output ?? plan.path(for: one.file, in: one.key.target.folder, format: one.format)
      if let place = places[one.key] {
        jobs[place].files.append((one.file, output))
      } else {
        places[one.key] = jobs.count
        jobs.append(
          ProtectJob(
            digest: one.key.digest, target: one.key.target, files: [(one.file, output)]))
      }
    }
    self.jobs = jobs
    self.problems = problems
  }

  private struct Wanted {
    let file: FoundFile
    let key: JobKey
    let format: ImageFormat
    /// Where it was before, if that is known.
    let output: String?
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
