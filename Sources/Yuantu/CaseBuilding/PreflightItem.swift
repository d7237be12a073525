public import Wording

/// One thing a reviewer of the platform may stumble over.
public struct PreflightItem: Sendable {
  /// How bad it is.
  public enum Level: String, Sendable, Comparable {
    /// Refused by all that is known of the form.
    case red
    /// A question that may be asked.
    case amber

    /// Red comes first.
    public static func < (left: Level, right: Level) -> Bool { left == .red && right == .amber }

    /// The level in words.
    public var words: LocalizedText {
      switch self {
      case .red: LocalizedText("红", "RED")
      case .amber: LocalizedText("黄", "AMBER")
      }
    }
  }

  /// How bad it is.
  public let level: Level
  /// A stable code.
  public let code: String
  /// The file's name, empty for the case as a whole.
  public let subject: String
  /// What is the matter and what to do.
  public let text: LocalizedText

  init(_ level: Level, _ code: String, _ subject: String = "", _ text: LocalizedText) {
    self.level = level
    self.code = code
    self.subject = subject
    self.text = text
  }
}
