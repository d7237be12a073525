import Wording

/// A sentence as it is kept: in both languages, so that a page can be read in either.
struct KeptText: Codable, Sendable, Equatable {
  let chinese: String
  let english: String

  init(_ text: LocalizedText) {
    chinese = text.text(in: .simplifiedChinese)
    english = text.text(in: .english)
  }

  var text: LocalizedText { LocalizedText(chinese, english) }
}

/// What taking originals in came to.
struct OriginalsResult: Codable, Sendable {
  var added = 0
  var known = 0
  var failed = 0
  /// Pictures by the device that EXIF names.
  var devices: [String: Int] = [:]
  /// Files by finding.
  var findings: [String: Int] = [:]
}

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

/// What examining suspects, or a package, came to.
struct VerdictsResult: Codable, Sendable {
  /// One suspect.
  struct Suspect: Codable, Sendable {
    let file: String
    let relation: String
    let sentence: KeptText
    let lines: [KeptText]
    let isTooSmall: Bool
    /// Whether there are pictures of a comparison, and what they show.
    var hasComparison = false
    var comparison: KeptText?
    var shares: [Share] = []
    var hasLookAlike = false
    var hasLines = false
  }

  struct Share: Codable, Sendable {
    let name: KeptText
    let percent: Int?
  }

  var suspects: [Suspect] = []
  /// For a package: whether everything holds, and all that is to be said.
  var isSound: Bool?
  var lines: [KeptText] = []
  var reportNumber: String?
  var reportFiles: [String] = []
  var troubles: [Job.Trouble] = []
}

/// What building a case came to.
struct CaseResult: Codable, Sendable {
  struct Item: Codable, Sendable {
    let isRed: Bool
    let level: KeptText
    let code: String
    let subject: String
    let text: KeptText
  }

  struct Suspect: Codable, Sendable {
    let file: String
    let relation: String
    let sentence: KeptText
    let hasOriginal: Bool
  }

  struct Statement: Codable, Sendable {
    let name: String
    let words: KeptText
    let text: String
  }

  struct Package: Codable, Sendable {
    /// Below the folder of the outputs.
    let file: String
    let isForPlatform: Bool
    let bytes: Int
  }

  let isReady: Bool
  let isWeak: Bool
  let reportNumber: String
  let dueAt: Int64?
  /// Hours that the shortest known time limit leaves after a notice.
  let limitHours: Int?
  let items: [Item]
  let suspects: [Suspect]
  let statements: [Statement]
  let packages: [Package]
}
