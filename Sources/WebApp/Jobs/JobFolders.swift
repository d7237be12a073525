import Files

/// Where the files of the app stand in the shop's home. Only the app writes here; names from a browser are cleaned first.
struct JobFolders: Sendable {
  let home: String

  /// What the app itself keeps.
  var app: String { "\(home)/web" }
  var jobs: String { "\(app)/jobs" }
  /// Files that are being received.
  var incoming: String { "\(app)/incoming" }

  func folder(_ id: String) -> String { "\(jobs)/\(id)" }
  func description(_ id: String) -> String { "\(folder(id))/job.json" }
  func result(_ id: String) -> String { "\(folder(id))/result.json" }
  /// Pictures for looking at, and reports.
  func views(_ id: String) -> String { "\(folder(id))/views" }
  func report(_ id: String) -> String { "\(folder(id))/report" }

  /// All copies of a protect run in one file.
  func archive(_ id: String) -> String { "\(folder(id))/copies.zip" }

  /// What was uploaded. Originals and exports are the shop's own and stay in the home for good; the rest goes with its job.
  func uploads(_ job: Job) -> String {
    switch job.kind {
    case .originals: "\(home)/originals/\(job.id)"
    case .protect: "\(home)/exports/\(job.id)"
    case .check, .cases, .review: "\(folder(job.id))/uploads"
    }
  }

  /// Further uploads of a case, by what they are.
  func papers(_ job: Job, _ part: UploadPart) -> String {
    part == .main ? uploads(job) : "\(folder(job.id))/\(part.rawValue)"
  }

  /// What was made for the merchant.
  func outputs(_ job: Job) -> String {
    switch job.kind {
    case .protect: "\(home)/listing/\(job.id)"
    case .cases: "\(home)/cases/\(job.id)"
    case .originals, .check, .review: "\(folder(job.id))/out"
    }
  }
}

extension JobFolders {
  /// What became of each file in one step of a job.
  func rows(_ id: String, _ step: Job.Step) -> String { "\(folder(id))/\(step.rawValue).jsonl" }
}
