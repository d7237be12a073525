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
