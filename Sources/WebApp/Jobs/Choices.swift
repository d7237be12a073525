/// What was chosen for a job, as its form gave it and as it was checked. New fields must be optional: jobs of earlier
/// versions lack them.
struct Choices: Codable, Sendable, Equatable {
  /// Platforms to make copies for, by identifier.
  var platforms: [String] = []
  /// The template of the visible mark, empty for none.
  var template = ""
  /// Whether pure white stays as it is.
  var keepsWhite = false

  /// For a case: the platform and whether it is an appeal.
  var casePlatform = ""
  var isAppeal = false
  var positions: [String] = []
  var goodsLink = ""
  var reference = ""
  /// Unix milliseconds.
  var noticeAt: Int64?
  /// Facts that the merchant confirmed, by their stable names.
  var confirmed: [String] = []
}
