/// What comparing exports with originals, and protecting them, came to.
struct ProtectResult: Codable, Sendable {
  var paired = 0
  var unpaired = 0
  var samples: [Sample] = []
  var troubles: [Job.Trouble] = []
  var summary: Summary?
  /// The copies of the lowest score, the lowest first.
  var worst: [CopyRow] = []
  /// Files that could not be done, as many as a page names.
  var failures: [Job.Trouble] = []

  /// How many of each are kept.
  private static let mostWorst = 5
  private static let mostFailures = 200

  mutating func keepIfWorst(_ row: CopyRow) {
    guard let score = row.score else { return }
    let place = worst.firstIndex { ($0.score ?? 100) > score } ?? worst.count
    worst.insert(row, at: place)
    if worst.count > Self.mostWorst { worst.removeLast() }
  }

  mutating func keepIfFailed(_ row: CopyRow) {
    if failures.count < Self.mostFailures, let trouble = row.trouble { failures.append(trouble) }
  }

  /// One of the hardest pictures, marked for looking at.
  struct Sample: Codable, Sendable {
    let kind: KeptText
    let file: String
    let platform: String
    let slot: String
    let bytes: Int
    let width: Int
    let height: Int
    let score: Double
    let legibility: Double?
    let findings: [String]
  }

  /// How the run ended.
  struct Summary: Codable, Sendable {
    let issued: Int
    let unchanged: Int
    let restored: Int
    let duplicates: Int
    let failed: Int
    let withoutOriginal: Int
    let seconds: Double
  }
}
