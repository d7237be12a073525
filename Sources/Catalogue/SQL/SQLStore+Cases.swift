extension SQLStore {
  /// Notes a case.
  public func addCase(_ entry: CaseEntry) throws(CatalogueError) {
    guard !entry.id.isEmpty else { throw CatalogueError(.invalidEntry, "case.id is empty") }
    _ = try write { (connection) throws(CatalogueError) in
      try connection.run(
        Queries.insertCase,
        [
          .text(entry.id), .text(entry.platform), .text(entry.kind), .text(entry.goodsLink),
          .text(entry.reference), .optional(entry.noticeAt.map { Int($0) }),
          .optional(entry.dueAt.map { Int($0) }), .integer(entry.createdAt), .text(entry.path),
          .integer(entry.isReady ? 1 : 0),
        ])
    }
  }

  /// Every case, the next to be due first, then those without a time limit, newest first.
  public func cases() throws(CatalogueError) -> [CaseEntry] {
    try read { (connection) throws(CatalogueError) in
      try connection.rows(Queries.cases) { (row) throws(CatalogueError) in
        CaseEntry(
          id: try row.text(0), platform: try row.text(1), kind: try row.text(2),
          goodsLink: try row.text(3), reference: try row.text(4),
          noticeAt: row.optionalInteger(5), dueAt: row.optionalInteger(6),
          createdAt: try row.integer(7), path: try row.text(8), isReady: try row.int(9) != 0)
      }
    }
  }
}
