import CommandLineKit
import Yuantu

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
