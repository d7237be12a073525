/// A time-stamp token and what it is over.
public struct TimeTokenEntry: Sendable, Equatable {
  /// What a token can be over.
  public enum Kind: String, CaseIterable, Sendable {
    /// A batch: its checkpoint's text.
    case batch
    /// One record: its signature.
    case record
    /// A file as it is.
    case file
  }

  /// SHA-256 of the token, 32 bytes.
  public var id: [UInt8]
  /// What it is over.
  public var kind: Kind
  /// The identifier of the batch or record, or the file's SHA-256.
  public var subject: [UInt8]
  /// Who gave it: the authority's URL, or the name of the file it was imported from.
  public var authority: String
  /// The token.
  public var bytes: [UInt8]
  /// The stamped time, milliseconds since 1970 UTC.
  public var generatedAt: Int64
  /// When the authority's certificate ends, milliseconds since 1970 UTC; nil when it cannot be told.
  public var certificateEnds: Int64?
  /// Milliseconds since 1970 UTC.
  public var addedAt: Int64

  /// A token of these parts.
  public init(
    id: [UInt8], kind: Kind, subject: [UInt8], authority: String, bytes: [UInt8],
    generatedAt: Int64, certificateEnds: Int64?, addedAt: Int64
  ) {
    self.id = id
    self.kind = kind
    self.subject = subject
    self.authority = authority
    self.bytes = bytes
    self.generatedAt = generatedAt
    self.certificateEnds = certificateEnds
    self.addedAt = addedAt
  }

  func validate() throws(CatalogueError) {
    try Validation.digest(id, "token.id")
    try Validation.digest(subject, "token.subject")
  }
}
