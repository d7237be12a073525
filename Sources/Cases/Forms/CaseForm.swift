public import Codecs
public import Wording

/// A platform's form for complaints or appeals, with what it takes and until when.
public struct CaseForm: Hashable, Sendable {
  /// The platform's identifier, for example `pdd`.
  public let platform: String
  /// Complaint or appeal.
  public let kind: CaseKind
  /// What people call it.
  public let name: LocalizedText
  /// Where it is found.
  public let place: LocalizedText
  /// The language its readers read.
  public let reportLanguage: Language
  /// What it asks of each uploaded picture.
  public let uploads: Uploads
  /// How many pictures it takes; nil when not known.
  public let files: Count?
  /// How often it may be tried; nil when not known.
  public let attempts: Count?
  /// Pictures of the same set that it asks for beside the original.
  public let setPictures: SetPictures
  /// Characters its text takes; nil when not known.
  public let text: Text?
  /// Until when something has to be done.
  public let deadlines: [Deadline]
  /// What else to mind.
  public let notes: [Note]

  /// What is asked of an uploaded picture.
  public struct Uploads: Hashable, Sendable {
    /// Formats it takes, most wanted first.
    public let formats: [ImageFormat]
    /// Bytes at least and at most.
    public let minimumBytes, maximumBytes: Int?
    /// Where this was read.
    public let source: RuleSource
  }

  /// A largest number.
  public struct Count: Hashable, Sendable {
    /// The number.
    public let maximum: Int
    /// Whether pictures have to be uploaded one by one.
    public let isOneByOne: Bool
    /// Where this was read.
    public let source: RuleSource
  }

  /// Pictures of the same set.
  public struct SetPictures: Hashable, Sendable {
    /// How many at least.
    public let minimum: Int
    /// Where this was read.
    public let source: RuleSource
  }

  /// Text of a form.
  public struct Text: Hashable, Sendable {
    /// Characters at most.
    public let characters: Int
    /// Where this was read.
    public let source: RuleSource
  }

  /// A time limit.
  public struct Deadline: Hashable, Sendable {
    /// Hours after the notice.
    public let hours: Int
    /// What has to be done.
    public let words: LocalizedText
    /// Where this was read.
    public let source: RuleSource
  }

  /// Something to mind.
  public struct Note: Hashable, Sendable {
    /// What.
    public let words: LocalizedText
    /// Where this was read.
    public let source: RuleSource
  }

  /// The shortest known time limit.
  public var shortestDeadline: Deadline? { deadlines.min { $0.hours < $1.hours } }
}
