extension SQLStore {
  /// The record with this identifier.
  public func record(id: [UInt8]) throws(CatalogueError) -> RecordEntry? {
    try read { (connection) throws(CatalogueError) in
      try connection.first(Queries.record, [.bytes(id)], Self.record)
    }
  }

  /// Some records, beginning after `id`.
  public func records(after id: [UInt8]?, limit: Int) throws(CatalogueError) -> [RecordEntry] {
    try read { (connection) throws(CatalogueError) in
      try connection.rows(
        Queries.recordsAfter, [.bytes(id ?? []), .integer(limit)], Self.record)
    }
  }

  /// How much there is.
  public func counts() throws(CatalogueError) -> CatalogueCounts {
    let counts = try read { (connection) throws(CatalogueError) in
      try connection.first(Queries.counts) { (row) throws(CatalogueError) in
        CatalogueCounts(
          originals: try row.int(0), pictures: try row.int(1), reservedCopies: try row.int(2),
          issuedCopies: try row.int(3), outputs: try row.int(4), records: try row.int(5))
      }
    }
    guard let counts else { throw CatalogueError(.failed, "no row of counts") }
    return counts
  }

  /// Stores a record inside the caller's transaction; one that is there must be the same.
  static func insert(_ record: RecordEntry, _ connection: Connection) throws(CatalogueError) {
    try Validation.digest(record.id, "record.id")
    let inserted = try connection.run(
      Queries.insertRecord,
      [
        .bytes(record.id), .text(record.kind), .bytes(record.bytes), .integer(record.recordedAt),
        .text(record.timeKind),
      ])
    if inserted > 0 { return }
    guard try connection.first(Queries.record, [.bytes(record.id)], Self.record) == record else {
      throw CatalogueError(.conflict, "another record \(hexadecimal(record.id))")
    }
  }

  private static func record(_ row: Connection.Row) throws(CatalogueError) -> RecordEntry {
    RecordEntry(
      id: try row.bytes(0), kind: try row.text(1), bytes: try row.bytes(2),
      recordedAt: try row.integer(3), timeKind: try row.text(4))
  }
}
