extension SQLStore {
  /// The records made before `moment` that no countersignature made at or after it covers.
  public func uncountersigned(
    before moment: Int64, kind: String
  ) throws(CatalogueError) -> [[UInt8]] {
    try read { (connection) throws(CatalogueError) in
      try connection.rows(
        TimeQueries.uncountersigned, [.integer(moment), .text(kind), .integer(moment)]
      ) { (row) throws(CatalogueError) in try row.bytes(0) }
    }
  }

  /// Takes in a countersignature and what it covers.
  public func addCountersignature(
    _ record: RecordEntry, proofs: [CountersignedEntry]
  ) throws(CatalogueError) {
    try write { (connection) throws(CatalogueError) in
      try Self.insert(record, connection)
      for proof in proofs {
        try connection.run(
          TimeQueries.insertCountersigned,
          [
            .bytes(proof.recordID), .bytes(proof.countersignatureID), .integer(proof.index),
            .integer(proof.size), .bytes(proof.path),
          ])
      }
    }
  }

  /// The countersignatures that cover a record.
  public func countersigned(recordID: [UInt8]) throws(CatalogueError) -> [CountersignedEntry] {
    try read { (connection) throws(CatalogueError) in
      try connection.rows(TimeQueries.countersigned, [.bytes(recordID)]) {
        (row) throws(CatalogueError) in
        CountersignedEntry(
          recordID: try row.bytes(0), countersignatureID: try row.bytes(1), index: try row.int(2),
          size: try row.int(3), path: try row.bytes(4))
      }
    }
  }
}
