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
