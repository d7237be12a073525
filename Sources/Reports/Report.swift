public import Wording

/// What was examined, what was found and how to repeat it: the one value behind every rendering.
public struct Report: Sendable {
  /// A short code that names this report.
  public var number: String
  /// When it was made, RFC 3339 in UTC.
  public var madeAt: String
  /// The program and its version.
  public var generator: String
  /// Who asked: a name the asker gives himself.
  public var requester: String
  /// What was asked.
  public var question: LocalizedText
  /// What is said about the matter: platform, link, notice; label and value.
  public var particulars: [Row]
  /// One for each examined picture.
  public var examinations: [Examination]
  /// The check of a package that it is about; nil for a shop's own report, which the shop signs.
  public var review: Review?

  /// A check of a package, as anybody can repeat it.
  public struct Review: Sendable {
    /// The package's name.
    public let package: String
    /// The time of the question, RFC 3339 in UTC.
    public let time: String

    /// A check of `package` at `time`.
    public init(package: String, time: String) {
      self.package = package
      self.time = time
    }
  }

  /// A line of a report: what it is about, and what is said.
  public struct Row: Sendable {
    /// What it is about.
    public let label: LocalizedText
    /// What is said.
    public let value: LocalizedText

    /// A line.
    public init(_ label: LocalizedText, _ value: LocalizedText) {
      self.label = label
      self.value = value
    }
  }

  /// A report of these parts.
  public init(
    number: String, madeAt: String, generator: String, requester: String, question: LocalizedText,
    particulars: [Row] = [], examinations: [Examination]
  ) {
    self.number = number
    self.madeAt = madeAt
    self.generator = generator
    self.requester = requester
    self.question = question
    self.particulars = particulars
    self.examinations = examinations
  }
}
