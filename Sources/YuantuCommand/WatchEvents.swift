import CommandLineKit
import Yuantu

/// A line of JSON when a watch has begun.
struct WatchingEvent: Encodable {
  let event = "watching"
  let paths: [String]
  let output: String
  let folders: Int
  let files: Int
  /// Seconds between two looks at everything.
  let rescan: Int
}

/// A line of JSON when something is not done yet and will be taken again.
struct WaitingEvent: Encodable {
  let event = "waiting"
  let path: String?
  let code: String
  let message: String

  init(_ problem: Problem, _ console: Console) {
    path = problem.path
    code = problem.code
    message = problem.message(in: console.language)
  }
}
