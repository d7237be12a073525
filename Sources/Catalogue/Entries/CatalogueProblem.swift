/// Something an integrity check found. A finding, not an error.
public struct CatalogueProblem: Sendable, Hashable {
  /// What is wrong; stable.
  public enum Code: String, CaseIterable, Sendable {
    /// The file's structure is damaged.
    case storageDamaged = "catalogue.storage.damaged"
    /// Tables, indexes or triggers differ from what the program made.
    case schemaDiffers = "catalogue.schema.differs"
    /// A row refers to one that is not there.
    case danglingReference = "catalogue.reference.dangling"
    /// A stored value cannot be.
    case malformedValue = "catalogue.value.malformed"
    /// An original without a place where it was seen.
    case originalWithoutPath = "catalogue.original.noPath"
    /// An issued copy without a record.
    case issuedWithoutRecord = "catalogue.copy.issuedWithoutRecord"
    /// An issued copy without the facts of its file.
    case issuedWithoutOutput = "catalogue.copy.issuedWithoutOutput"
    /// An issued copy that was delivered nowhere.
    case issuedWithoutPath = "catalogue.copy.issuedWithoutPath"
    /// A reserved copy that already has a record, the facts of a file or a place.
    case reservedWithOutput = "catalogue.copy.reservedWithOutput"
    /// Two copies with one payload.
    case duplicatePayload = "catalogue.copy.duplicatePayload"
    /// Two copies of one picture for the same use.
    case duplicateCopy = "catalogue.copy.duplicate"
    /// A picture that could be read is not in the index of features.
    case notIndexed = "catalogue.index.missing"
    /// The index of features holds a picture the catalogue does not know.
    case indexedUnknown = "catalogue.index.unknown"
    /// The index of features cannot be used.
    case indexDamaged = "catalogue.index.damaged"
    /// The picture kept for comparing is missing.
    case viewMissing = "catalogue.index.viewMissing"
    /// The picture kept for comparing is no whole JPEG file.
    case viewDamaged = "catalogue.index.viewDamaged"
    /// An original is no longer where it was seen.
    case originalMissing = "catalogue.original.missing"
    /// Another file is where an original was seen.
    case originalChanged = "catalogue.original.changed"
    /// An issued copy is not, or no longer, where it was delivered.
    case outputMissing = "catalogue.output.missing"
    /// Another file is where a copy was delivered.
    case outputChanged = "catalogue.output.changed"
    /// A case's package is no longer where it was written.
    case packageMissing = "catalogue.case.missing"
    /// A signed record that nothing refers to.
    case recordUnused = "catalogue.record.unused"
    /// A time stamp over a batch or a record that is not there.
    case tokenWithoutSubject = "catalogue.time.tokenWithoutSubject"
    /// A record whose bytes do not belong to its identifier.
    case recordMismatch = "catalogue.record.mismatch"

    /// Whether the catalogue is sound all the same: people may move, edit and delete the files it tells
    /// of, and what an interrupted run left to do, the next one does.
    public var isNote: Bool {
      switch self {
      case .notIndexed, .viewMissing, .originalMissing, .originalChanged, .outputMissing,
        .outputChanged, .packageMissing:
        true
      case .storageDamaged, .schemaDiffers, .danglingReference, .malformedValue,
        .originalWithoutPath, .issuedWithoutRecord, .issuedWithoutOutput, .issuedWithoutPath,
        .reservedWithOutput, .duplicatePayload, .duplicateCopy, .indexedUnknown, .indexDamaged,
        .viewDamaged, .recordUnused, .tokenWithoutSubject, .recordMismatch:
        false
      }
    }
  }

  /// What is wrong.
  public let code: Code
  /// The entry it is about: table and key, for example `record 0a1b…`; empty for the file as a whole.
  public let subject: String
  /// Technical detail, in English; may be empty.
  public let detail: String

  /// A problem with `subject`.
  public init(code: Code, subject: String, detail: String) {
    self.code = code
    self.subject = subject
    self.detail = detail
  }
}
