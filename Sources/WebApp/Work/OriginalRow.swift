import Yuantu

/// An original that was taken in.
struct OriginalRow: Codable, Sendable {
  let file: String
  let status: String
  let sha256: String
  let format: String
  let device: String?
  let findings: [String]
  let trouble: Job.Trouble?

  init(_ report: OriginalsIntake.Report, below folder: String) {
    file = FilePath.relative(report.path, to: folder)
    status = report.status.rawValue
    sha256 = report.sha256
    format = report.format
    device = report.device
    findings = report.findings.map(\.rawValue)
    trouble = nil
  }

  init(_ problem: Problem, below folder: String) {
    let trouble = Job.Trouble(problem, below: folder)
    (file, status, sha256, format, device, findings) = (trouble.file, "failed", "", "", nil, [])
    self.trouble = trouble
  }
}
