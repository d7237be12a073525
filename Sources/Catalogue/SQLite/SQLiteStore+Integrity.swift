extension SQLiteStore {
  /// Everything that is wrong: SQLite's own checks, the schema, the catalogue's rules, and every
  /// record. Damage is reported as far as it can be read past.
  public func checkIntegrity(
    verifyRecord: (RecordEntry) -> Bool
  ) throws(CatalogueError) -> [CatalogueProblem] {
    var problems: [CatalogueProblem] = []
    try collect(&problems) { (connection) throws(CatalogueError) in
      try Self.storageProblems(connection)
    }
    try collect(&problems) { (connection) throws(CatalogueError) in
      try Self.referenceProblems(connection)
    }
    try collect(&problems) { (connection) throws(CatalogueError) in
      try Self.schemaProblems(connection)
    }
    for rule in IntegrityQueries.rules {
      try collect(&problems) { (connection) throws(CatalogueError) in
        try Self.problems(rule, connection)
      }
    }
    try Self.collect(&problems) { () throws(CatalogueError) in
      try recordProblems(verifyRecord)
    }
    return problems
  }

  private func collect(
    _ problems: inout [CatalogueProblem],
    _ check: (Connection) throws(CatalogueError) -> [CatalogueProblem]
  ) throws(CatalogueError) {
    try Self.collect(&problems) { () throws(CatalogueError) in try read(check) }
  }

  /// Adds what `check` finds. Damage that stops it is a finding, and so is a statement that the
  /// schema in the file does not allow; anything else is an error.
  private static func collect(
    _ problems: inout [CatalogueProblem],
    _ check: () throws(CatalogueError) -> [CatalogueProblem]
  ) throws(CatalogueError) {
    do {
      problems += try check()
    } catch {
      let code: CatalogueProblem.Code
      switch error.code {
      case .damaged, .notACatalogue: code = .storageDamaged
      case .failed: code = .schemaDiffers
      default: throw error
      }
      let problem = CatalogueProblem(code: code, subject: "", detail: error.detail)
      if !problems.contains(problem) { problems.append(problem) }
    }
  }

  private static func storageProblems(
    _ connection: Connection
  ) throws(CatalogueError) -> [CatalogueProblem] {
    try connection.rows("PRAGMA integrity_check") { (row) throws(CatalogueError) in
      try row.text(0)
    }
    .filter { $0 != "ok" }
    .map { CatalogueProblem(code: .storageDamaged, subject: "", detail: $0) }
  }

  private static func referenceProblems(
    _ connection: Connection
  ) throws(CatalogueError) -> [CatalogueProblem] {
    try connection.rows("PRAGMA foreign_key_check") { row in
      CatalogueProblem(
        code: .danglingReference, subject: "\(row.subject(0)) row \(row.subject(1))",
        detail: "refers to a missing \(row.subject(2))")
    }
  }

  /// Compares the definitions in the file with those that the migrations make.
  private static func schemaProblems(
    _ connection: Connection
  ) throws(CatalogueError) -> [CatalogueProblem] {
    let model = try Connection(path: ":memory:", busyTimeout: 0)
    for statement in Schema.migrations(.sqlite).joined() { try model.run(statement) }
    let expected = try definitions(model)
    let found = try definitions(connection)
    return Set(expected.keys).union(found.keys).sorted()
      .filter { expected[$0] != found[$0] }
      .map { CatalogueProblem(code: .schemaDiffers, subject: $0, detail: found[$0] ?? "missing") }
  }

  private static func definitions(
    _ connection: Connection
  ) throws(CatalogueError) -> [String: String] {
    let rows = try connection.rows(
      "SELECT type, name, sql FROM sqlite_schema WHERE substr(name, 1, 7) <> 'sqlite_'"
    ) { row in ("\(row.subject(0)) \(row.subject(1))", row.subject(2)) }
    return Dictionary(rows) { first, _ in first }
  }

  private static func problems(
    _ rule: IntegrityQueries.Rule, _ connection: Connection
  ) throws(CatalogueError) -> [CatalogueProblem] {
    try connection.rows(rule.query) { row in
      CatalogueProblem(code: rule.code, subject: "\(rule.table) \(row.subject(0))", detail: "")
    }
  }

  /// Records are read in pages, so that `verify` works outside the lock and memory stays bounded.
  private func recordProblems(
    _ verify: (RecordEntry) -> Bool
  ) throws(CatalogueError) -> [CatalogueProblem] {
    var problems: [CatalogueProblem] = []
    var last: [UInt8]?
    while true {
      let page = try records(after: last, limit: 64)
      for record in page where !verify(record) {
        let subject = "record \(hexadecimal(record.id))"
        problems.append(CatalogueProblem(code: .recordMismatch, subject: subject, detail: ""))
      }
      guard let id = page.last?.id, id != last else { return problems }
      last = id
    }
  }
}
