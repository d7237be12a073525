import Codecs
import Files

/// How the files of a batch ended, each as a whole when several copies were made of it.
struct FileOutcomes {
  private let files: [FoundFile]
  private var outcomes: [String: (outcome: IncomingFiles.Outcome, problem: Problem?)] = [:]

  /// Nothing is known of the files yet.
  init(_ files: [FoundFile]) { self.files = files }

  /// Every file, how it ended, and why when it did not end well.
  var all: [(file: FoundFile, outcome: IncomingFiles.Outcome, problem: Problem?)] {
    files.map { file in
      let known = outcomes[file.path]
      return (file, known?.outcome ?? .untouched, known?.problem)
    }
  }

  /// A copy was made.
  mutating func note(_ report: CopyReport) {
    if outcomes[report.path] == nil { outcomes[report.path] = (.done, nil) }
  }

  /// A copy could not be made; returns what that says of the file.
  mutating func note(_ problem: Problem) -> IncomingFiles.Outcome {
    let outcome = Self.outcome(of: problem)
    let path = problem.path ?? ""
    switch (outcomes[path]?.outcome, outcome) {
    case (nil, _), (.done?, _), (_, .failed): outcomes[path] = (outcome, problem)
    default: break
    }
    return outcome
  }

  /// Whose fault a problem is: the picture's, that of whoever is writing it, or something else's.
  static func outcome(of problem: Problem) -> IncomingFiles.Outcome {
    if problem.code == "file.\(FilesError.Code.changedWhileReading.rawValue)" { return .incomplete }
    guard problem.code.hasPrefix("codec.") else {
      let isPictures = ["marking.", "slot.", "visible."].contains { problem.code.hasPrefix($0) }
      return isPictures ? .done : .failed
    }
    let code = CodecError.Code(rawValue: String(problem.code.dropFirst("codec.".count)))
    return switch code {
    case .truncated, .corrupt: .incomplete
    case .outOfMemory: .failed
    default: .done
    }
  }
}
