extension SQLStore {
  /// Some records that are in no batch.
  public func undatedRecords(limit: Int) throws(CatalogueError) -> [UndatedRecord] {
    try read { (connection) throws(CatalogueError) in
      try connection.rows(TimeQueries.undated, [.integer(limit)]) {
        (row) throws(CatalogueError) in
        UndatedRecord(
          recordID: try row.bytes(0), originalSHA256: row.optionalBytes(1),
          copySHA256: row.optionalBytes(2))
      }
    }
  }

  /// How many records no token stands for.
  public func undatedRecordCount() throws(CatalogueError) -> Int {
    try count(TimeQueries.undatedCount)
  }

  /// How many records a batch has.
  public func recordCount(batchID: [UInt8]) throws(CatalogueError) -> Int {
    try count(TimeQueries.anchorCount, [.bytes(batchID)])
  }

  private func count(_ query: String, _ values: [SQLValue] = []) throws(CatalogueError) -> Int {
    try read { (connection) throws(CatalogueError) in
      try connection.first(query, values) { (row) throws(CatalogueError) in try row.int(0) } ?? 0
    }
  }

  /// Takes in a batch with the proofs of its records.
  public func addTimeBatch(
    _ batch: TimeBatchEntry, anchors: [TimeAnchorEntry], links: [TimeAnchorEntry]
  ) throws(CatalogueError) {
    try batch.validate()
    for anchor in anchors + links { try anchor.validate() }
    try write { (connection) throws(CatalogueError) in
      let taken = try connection.first(TimeQueries.numberIsTaken, [.integer(batch.number)]) { _ in
        true
      }
      guard taken == nil else { throw CatalogueError(.conflict, "batch \(batch.number)") }
      try connection.run(
        TimeQueries.insertBatch,
        [
          .bytes(batch.id), .integer(batch.number), .text(batch.note),
          .text(batch.authorities.joined(separator: "\n")), .integer(batch.createdAt),
        ])
      for (entries, query) in [
        (anchors, TimeQueries.insertAnchor), (links, TimeQueries.insertLink),
      ] {
        for entry in entries {
          try connection.run(
            query, [.bytes(entry.subject), .bytes(entry.batchID), .bytes(entry.bytes)])
        }
      }
    }
  }

  /// The batch with this identifier.
  public func timeBatch(id: [UInt8]) throws(CatalogueError) -> TimeBatchEntry? {
    try read { (connection) throws(CatalogueError) in
      try connection.first(TimeQueries.batch, [.bytes(id)], Self.batch)
    }
  }

  /// Every batch.
  public func timeBatches() throws(CatalogueError) -> [TimeBatchEntry] {
    try read { (connection) throws(CatalogueError) in
      try connection.rows(TimeQueries.batches, [], Self.batch)
    }
  }

  /// The proofs of a record.
  public func timeAnchors(recordID: [UInt8]) throws(CatalogueError) -> [TimeAnchorEntry] {
    try timeProofs(TimeQueries.anchors, recordID)
  }

  /// The links by which later batches renew the tokens over a subject.
  public func timeLinks(subject: [UInt8]) throws(CatalogueError) -> [TimeAnchorEntry] {
    try timeProofs(TimeQueries.links, subject)
  }

  private func timeProofs(
    _ query: String, _ subject: [UInt8]
  ) throws(CatalogueError) -> [TimeAnchorEntry] {
    try read { (connection) throws(CatalogueError) in
      try connection.rows(query, [.bytes(subject)]) { (row) throws(CatalogueError) in
        TimeAnchorEntry(
          subject: try row.bytes(0), batchID: try row.bytes(1), bytes: try row.bytes(2))
      }
    }
  }

  /// Takes in a token; false when it was there.
  public func addTimeToken(_ entry: TimeTokenEntry) throws(CatalogueError) -> Bool {
    try entry.validate()
    return try write { (connection) throws(CatalogueError) in
      let last = try connection.first(TimeQueries.lastSequence, [.bytes(entry.subject)]) {
        $0.optionalInteger(0) ?? 0
      }
      return try connection.run(
        TimeQueries.insertToken,
        [
          .bytes(entry.id), .text(entry.kind.rawValue), .bytes(entry.subject),
          .text(entry.authority), .bytes(entry.bytes), .integer(entry.generatedAt),
          entry.certificateEnds.map { .integer($0) } ?? .null, .integer(entry.addedAt),
          .integer((last ?? 0) + 1),
        ]) > 0
    }
  }

  /// The tokens over a subject.
  public func timeTokens(subject: [UInt8]) throws(CatalogueError) -> [TimeTokenEntry] {
    try read { (connection) throws(CatalogueError) in
      try connection.rows(TimeQueries.tokens, [.bytes(subject)]) { (row) throws(CatalogueError) in
        guard let kind = TimeTokenEntry.Kind(rawValue: try row.text(1)) else {
          throw CatalogueError(.damaged, "time_token.kind")
        }
        return TimeTokenEntry(
          id: try row.bytes(0), kind: kind, subject: try row.bytes(2), authority: try row.text(3),
          bytes: try row.bytes(4), generatedAt: try row.integer(5),
          certificateEnds: row.optionalInteger(6), addedAt: try row.integer(7))
      }
    }
  }

  /// The subjects whose tokens are to be renewed.
  public func timeSubjects(
    ending: ClosedRange<Int64>, addedBefore: Int64
  ) throws(CatalogueError) -> [[UInt8]] {
    try read { (connection) throws(CatalogueError) in
      try connection.rows(
        TimeQueries.subjectsEnding,
        [.integer(ending.lowerBound), .integer(ending.upperBound), .integer(addedBefore)]
      ) {
        (row) throws(CatalogueError) in try row.bytes(0)
      }
    }
  }

  private static func batch(_ row: Connection.Row) throws(CatalogueError) -> TimeBatchEntry {
    TimeBatchEntry(
      id: try row.bytes(0), number: try row.int(1), note: try row.text(2),
      authorities: try row.text(3).split(separator: "\n").map(String.init),
      createdAt: try row.integer(4))
  }
}
