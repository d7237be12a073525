import Wording

/// A piece of work that a page began: what was uploaded for it, what is to be done, how far it is. Kept on disk at every
/// change of state, so that nothing is lost when the program is killed. New fields must be optional.
struct Job: Codable, Sendable, Equatable {
  /// Which of the places of the app it belongs to.
  enum Kind: String, Codable, CaseIterable, Sendable {
    case originals, protect, check, cases, review

    /// The first part of its pages' addresses.
    var place: String { rawValue }
  }

  /// What is being done, or was done last.
  enum Step: String, Codable, Sendable {
    /// Files come in.
    case receiving
    /// Exports are compared with the originals.
    case pairing
    /// The hardest pictures are marked for looking at.
    case preview
    /// The work itself.
    case run
  }

  enum State: String, Codable, Sendable {
    /// Somebody has to do something: upload, or choose.
    case waiting
    /// Stands in line, or is being worked on.
    case working
    /// Has come to its end.
    case done
    /// Could not be done.
    case failed
    /// Was stopped by somebody.
    case cancelled
  }

  /// Why a file or the whole could not be done, in both languages.
  struct Trouble: Codable, Sendable, Equatable {
    let file: String
    let code: String
    let chinese: String
    let english: String

    var text: LocalizedText { LocalizedText(chinese, english) }
  }

  let id: String
  let kind: Kind
  /// Unix milliseconds.
  let createdAt: Int64
  var step = Step.receiving
  var state = State.waiting
  /// Files received and their bytes.
  var files = 0
  var bytes = 0
  /// What was chosen.
  var choices = Choices()
  /// Counts up with every run of a case, so that packages never overwrite each other.
  var run = 0
  /// Why it failed as a whole.
  var trouble: Trouble?

  init(id: String, kind: Kind, createdAt: Int64) {
    self.id = id
    self.kind = kind
    self.createdAt = createdAt
  }

  /// Whether somebody may remove it: what was examined, and what never was begun.
  var isRemovable: Bool {
    kind == .check || kind == .review || state == .waiting && step == .receiving
  }

  /// Whether `text` has the form of an identifier: 16 hexadecimal digits.
  static func isIdentifier(_ text: String) -> Bool {
    text.utf8.count == 16
      && text.utf8.allSatisfy { (0x30...0x39).contains($0) || (0x61...0x66).contains($0) }
  }
}
