import Yuantu

/// An issued copy.
struct CopyRow: Codable, Sendable {
  let file: String
  /// Below the folder of the outputs.
  let output: String
  let status: String
  let platform: String
  let slot: String
  let bytes: Int
  let width: Int
  let height: Int
  var score: Double?
  let originalFile: String?
  let sha256: String
  let findings: [String]
  let trouble: Job.Trouble?

  init(_ report: CopyReport, source: String, outputs: String) {
    file = FilePath.relative(report.path, to: source)
    output = FilePath.relative(report.output, to: outputs)
    status = report.status.rawValue
    platform = report.delivered.platform
    slot = report.delivered.slot
    bytes = report.delivered.bytes
    width = report.delivered.pixelWidth
    height = report.delivered.pixelHeight
    score = report.quality?.score
    originalFile = (report.pairing?.path).map(FileTitle.of)
    sha256 = report.delivered.sha256
    findings = report.findings.map(\.rawValue)
    trouble = nil
  }

  init(_ problem: Problem, below folder: String) {
    let trouble = Job.Trouble(problem, below: folder)
    file = trouble.file
    (output, status, platform, slot, sha256) = ("", "failed", "", "", "")
    (bytes, width, height, score, originalFile, findings) = (0, 0, 0, nil, nil, [])
    self.trouble = trouble
  }
}
