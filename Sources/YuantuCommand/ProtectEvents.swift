import Yuantu

/// A line of JSON for each copy of a protect run.
struct CopyEvent: Encodable {
  struct Original: Encodable {
    let sha256: String
    let path: String
    let method: String
    let correlation: Double
  }

  let event = "copy"
  let status: String
  let path: String
  let output: String
  let platform: String
  let slot: String
  let recipient: String
  let bytes: Int
  let width: Int
  let height: Int
  /// Of the visible mark, 0…100.
  let legibility: Double?
  let sha256: String
  let copy: String
  let payload: String
  let score: Double?
  let psnr: Double?
  let ssim: Double?
  let original: Original?
  let notices: [String]
  let milliseconds: Double

  init(_ report: CopyReport) {
    status = report.status.rawValue
    path = report.path
    output = report.output
    platform = report.delivered.platform
    slot = report.delivered.slot
    recipient = report.delivered.recipient
    bytes = report.delivered.bytes
    width = report.delivered.pixelWidth
    height = report.delivered.pixelHeight
    legibility = report.delivered.legibility
    sha256 = report.delivered.sha256
    copy = report.copyID
    payload = report.payload
    score = report.quality?.score
    psnr = report.quality?.psnr
    ssim = report.quality?.ssim
    original = report.pairing.map {
      Original(
        sha256: $0.sha256Text, path: $0.path, method: $0.method.rawValue,
        correlation: $0.correlation)
    }
    notices = report.findings.map(\.rawValue)
    milliseconds = report.milliseconds
  }
}

/// A line of JSON at the end of a protect run, and whenever a watch has nothing left to do.
struct ProtectSummaryEvent: Encodable {
  let event: String
  let issued: Int
  let unchanged: Int
  let restored: Int
  let duplicates: Int
  let failed: Int
  let withoutOriginal: Int
  let seconds: Double

  init(_ event: String, _ summary: Protection.Summary, seconds: Double) {
    self.event = event
    issued = summary.issued
    unchanged = summary.unchanged
    restored = summary.restored
    duplicates = summary.duplicates
    failed = summary.failed
    withoutOriginal = summary.withoutOriginal
    self.seconds = seconds
  }
}
