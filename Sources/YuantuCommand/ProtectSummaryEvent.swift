import Yuantu

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
