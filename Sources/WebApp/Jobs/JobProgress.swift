/// How far a job is.
struct JobProgress: Codable, Sendable, Equatable {
  var state = Job.State.waiting
  var step = Job.Step.receiving
  var done = 0
  var total = 0
  var failed = 0
}
