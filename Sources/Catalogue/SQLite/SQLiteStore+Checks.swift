extension SQLiteStore {
  /// SQLite's own checks of the file and its references, and the schema.
  func forEachOwnCheck(
    _ body: (Check) throws(CatalogueError) -> Void
  ) throws(CatalogueError) {
    try body(Self.storageProblems)
    try body(Self.referenceProblems)
    try body(Self.schemaProblems)
  }

  private static func storageProblems(
    _ connection: SQLiteConnection
  ) throws(CatalogueError) -> [CatalogueProblem] {
    try connection.rows("PRAGMA integrity_check") { (row) throws(CatalogueError) in
      try row.text(0)
    }
    .filter { $0 != "ok" }
    .map { CatalogueProblem(code: .storageDamaged, subject: "", detail: $0) }
  }

  private static func referenceProblems(
    _ connection: SQLiteConnection
  ) throws(CatalogueError) -> [CatalogueProblem] {
    try connection.rows("PRAGMA foreign_key_check") { row in
      CatalogueProblem(
        code: .danglingReference, subject: "\(row.subject(0)) row \(row.subject(1))",
        detail: "refers to a missing \(row.subject(2))")
    }
  }

  /// Compares the definitions in the file with those that the migrations make.
  private static func schemaProblems(
    _ connection: SQLiteConnection
  ) throws(CatalogueError) -> [CatalogueProblem] {
    let model = try SQLiteConnection(path: ":memory:", busyTimeout: 0)
    for statement in Schema.migrations(.sqlite).joined() { try model.run(statement) }
    let expected = try definitions(model)
    let found = try definitions(connection)
    return Set(expected.keys).union(found.keys).sorted()
      .filter { expected[$0] != found[$0] }
      .map { CatalogueProblem(code: .schemaDiffers, subject: $0, detail: found[$0] ?? "missing") }
  }

  private static func definitions(
    _ connection: SQLiteConnection
  ) throws(CatalogueError) -> [String: String] {
    let rows = try connection.rows(
      "SELECT type, name, sql FROM sqlite_schema WHERE substr(name, 1, 7) <> 'sqlite_'"
    ) { row in ("\(row.subject(0)) \(row.subject(1))", row.subject(2)) }
    return Dictionary(rows) { first, _ in first }
  }
}
