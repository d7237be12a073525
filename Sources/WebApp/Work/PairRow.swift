import Yuantu

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
