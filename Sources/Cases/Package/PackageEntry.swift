public import Trust
public import Wording

/// One file of a package.
public struct PackageEntry: Sendable {
  /// What a file is there for. Raw values are stable and stand in the index.
  public enum Role: String, CaseIterable, Sendable {
    /// What is what.
    case readme
    /// The report, in one of its renderings.
    case report
    /// What the platform's form takes.
    case upload
    /// A comparison made for people.
    case comparison
    /// A picture under examination, as supplied.
    case suspect
    /// An untouched source file.
    case original
    /// The picture an issued copy was made from: an export of an original.
    case source
    /// An issued copy.
    case copy
    /// A small picture made from another.
    case preview
    /// Papers of the user; not checked.
    case rights
    /// A text to send.
    case statement
    /// What was done when.
    case log
    /// A signed record.
    case record
    /// Evidence of time.
    case time
    /// A certificate, or what was taken back of them.
    case certificate
    /// Means of checking the package.
    case verification
  }

  /// Where a file's bytes are.
  public enum Content: Sendable {
    /// In memory.
    case bytes([UInt8])
    /// In a file, which is read when the package is written and must then have this digest, if one is
    /// given.
    case file(String, sha256: Digest?)
  }

  /// Its place in the package, with slashes.
  public var path: String
  /// What it is there for.
  public var role: Role
  /// One line about it.
  public var words: LocalizedText
  /// Its bytes.
  public var content: Content
  /// The file it was made from.
  public var derivedFrom: Digest?
  /// The record that is about it.
  public var record: Digest?

  /// An entry of these parts.
  public init(
    path: String, role: Role, words: LocalizedText, content: Content, derivedFrom: Digest? = nil,
    record: Digest? = nil
  ) {
    self.path = path
    self.role = role
    self.words = words
    self.content = content
    self.derivedFrom = derivedFrom
    self.record = record
  }
}
