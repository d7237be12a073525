/// The proof that a record, or what is known of an earlier subject, is in a batch.
public struct TimeAnchorEntry: Sendable, Equatable {
  /// The record; for a link the subject whose tokens it renews.
  public var subject: [UInt8]
  /// The batch.
  public var batchID: [UInt8]
  /// The anchor record, as the module that makes it writes it.
  public var bytes: [UInt8]

  /// A proof for a record or a subject.
  public init(subject: [UInt8], batchID: [UInt8], bytes: [UInt8]) {
    self.subject = subject
    self.batchID = batchID
    self.bytes = bytes
  }

  func validate() throws(CatalogueError) {
    try Validation.digest(subject, "anchor.subject")
    try Validation.digest(batchID, "anchor.batchID")
  }
}
