/// A batch of records that one time stamp stands for: the head of a Merkle tree over them.
public struct TimeBatchEntry: Sendable, Equatable {
  /// SHA-256 of the checkpoint's text, 32 bytes: what is time-stamped.
  public var id: [UInt8]
  /// Its place among the shop's batches, from 1.
  public var number: Int
  /// The checkpoint as a signed note.
  public var note: String
  /// The authorities that were configured when it was made; no name holds a line feed.
  public var authorities: [String]
  /// Milliseconds since 1970 UTC.
  public var createdAt: Int64

  /// A batch of these parts.
  public init(
    id: [UInt8], number: Int, note: String, authorities: [String], createdAt: Int64
  ) {
    self.id = id
    self.number = number
    self.note = note
    self.authorities = authorities
    self.createdAt = createdAt
  }

  func validate() throws(CatalogueError) {
    try Validation.digest(id, "batch.id")
    guard number >= 1, authorities.allSatisfy({ !$0.isEmpty && !$0.utf8.contains(0x0A) }) else {
      throw CatalogueError(.invalidEntry, "batch.number or batch.authorities")
    }
  }
}
