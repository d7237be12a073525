/// The part of the register that holds evidence of time, and countersignatures.
public protocol TimeStore: Sendable {
  /// Up to `limit` records that are in no batch, in the order of their identifiers.
  func undatedRecords(limit: Int) throws(CatalogueError) -> [UndatedRecord]
  /// How many records no token stands for, neither their own nor a batch's.
  func undatedRecordCount() throws(CatalogueError) -> Int
  /// How many records a batch has.
  func recordCount(batchID: [UInt8]) throws(CatalogueError) -> Int
  /// Takes in a batch with the proofs of its records and the links to earlier subjects; `conflict` when
  /// its number is taken.
  func addTimeBatch(
    _ batch: TimeBatchEntry, anchors: [TimeAnchorEntry], links: [TimeAnchorEntry]
  ) throws(CatalogueError)
  /// The batch with this identifier.
  func timeBatch(id: [UInt8]) throws(CatalogueError) -> TimeBatchEntry?
  /// Every batch, in the order of their numbers.
  func timeBatches() throws(CatalogueError) -> [TimeBatchEntry]
  /// The proofs of a record, in the order of their batches.
  func timeAnchors(recordID: [UInt8]) throws(CatalogueError) -> [TimeAnchorEntry]
  /// The links by which later batches renew the tokens over a subject, in the order of the batches.
  func timeLinks(subject: [UInt8]) throws(CatalogueError) -> [TimeAnchorEntry]
  /// Takes in a token; false when it was there.
  func addTimeToken(_ entry: TimeTokenEntry) throws(CatalogueError) -> Bool
  /// The tokens over a subject, in the order they were taken in.
  func timeTokens(subject: [UInt8]) throws(CatalogueError) -> [TimeTokenEntry]
  /// The subjects whose longest-lived authority's certificate ends within `ending`, whose last token was
  /// added before `addedBefore` (all milliseconds since 1970 UTC), and which no batch renews yet.
  func timeSubjects(
    ending: ClosedRange<Int64>, addedBefore: Int64
  ) throws(CatalogueError) -> [[UInt8]]

  /// The records made before `moment` (milliseconds since 1970 UTC), in the order of their identifiers,
  /// that are not of `kind` (a countersignature) and that no countersignature made since covers.
  func uncountersigned(before moment: Int64, kind: String) throws(CatalogueError) -> [[UInt8]]
  /// Takes in a countersignature, as a record, and what it covers.
  func addCountersignature(
    _ record: RecordEntry, proofs: [CountersignedEntry]
  ) throws(CatalogueError)
  /// The countersignatures that cover a record.
  func countersigned(recordID: [UInt8]) throws(CatalogueError) -> [CountersignedEntry]
}
