import Wording
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

/// An export and the original it was made from.
struct PairRow: Codable, Sendable {
  let file: String
  let original: String?
  let originalFile: String?
  let correlation: Double?
  let trouble: Job.Trouble?

  init(_ report: PairingPreview.Report) {
    file = report.relativePath
    original = report.pairing?.sha256Text
    originalFile = (report.pairing?.path).map(FileTitle.of)
    correlation = report.pairing?.correlation
    trouble = nil
  }

  init(_ problem: Problem, below folder: String) {
    let trouble = Job.Trouble(problem, below: folder)
    (file, original, originalFile, correlation) = (trouble.file, nil, nil, nil)
    self.trouble = trouble
  }
}

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

/// A path as a page shows it.
enum FilePath {
  /// `path` below `folder`; its last part when it is elsewhere.
  static func relative(_ path: String, to folder: String) -> String {
    path.hasPrefix(folder + "/") ? String(path.dropFirst(folder.count + 1)) : FileTitle.of(path)
  }
}
