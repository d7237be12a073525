extension PostgreSQLStore {
  private static let columns = """
    SELECT table_name, column_name, data_type, is_nullable FROM information_schema.columns \
    WHERE table_schema = current_schema()
    """
  private static let indexes =
    "SELECT indexname FROM pg_catalog.pg_indexes WHERE schemaname = current_schema()"
  private static let triggers = """
    SELECT trigger_name, event_object_table FROM information_schema.triggers \
    WHERE event_object_schema = current_schema()
    """

  /// The references, which a server keeps unless it is told not to, and the schema.
  func forEachOwnCheck(
    _ body: (Check) throws(CatalogueError) -> Void
  ) throws(CatalogueError) {
    for reference in Schema.references {
      try body { (connection) throws(CatalogueError) in
        try connection.rows(reference.dangling) { row in
          CatalogueProblem(
            code: .danglingReference, subject: "\(reference.table) \(reference.column)",
            detail: "refers to a missing \(reference.target) \(row.subject(0))")
        }
      }
    }
    try body(Self.columnProblems)
    try body(Self.indexProblems)
    try body(Self.triggerProblems)
  }

  /// Compares the columns of the catalogue's tables with those it should have. Other tables in the
  /// same schema are none of its business.
  private static func columnProblems(
    _ connection: PostgreSQLConnection
  ) throws(CatalogueError) -> [CatalogueProblem] {
    var found: [String: String] = [:]
    _ = try connection.rows(columns) { (row) throws(CatalogueError) in
      let isOptional = try row.text(3) == "YES"
      found["\(try row.text(0)).\(try row.text(1))"] =
        "\(try row.text(2))\(isOptional ? " or NULL" : "")"
    }
    var expected: [String: String] = [:]
    for table in Schema.tables {
      for column in table.columns {
        expected["\(table.name).\(column.name)"] =
          "\(column.kind.standardName)\(column.isOptional ? " or NULL" : "")"
      }
    }
    let ours = Set(Schema.tables.map(\.name))
    return Set(expected.keys).union(found.keys).sorted()
      .filter { ours.contains(String($0.prefix { $0 != "." })) && expected[$0] != found[$0] }
      .map { CatalogueProblem(code: .schemaDiffers, subject: $0, detail: found[$0] ?? "missing") }
  }

  private static func indexProblems(
    _ connection: PostgreSQLConnection
  ) throws(CatalogueError) -> [CatalogueProblem] {
    let found = Set(try connection.rows(indexes) { $0.subject(0) })
    return Schema.indexNames(connection.types).filter { !found.contains($0) }.map {
      CatalogueProblem(code: .schemaDiffers, subject: "index \($0)", detail: "missing")
    }
  }

  private static func triggerProblems(
    _ connection: PostgreSQLConnection
  ) throws(CatalogueError) -> [CatalogueProblem] {
    let ours = Set(Schema.tables.map(\.name))
    return try connection.rows(triggers) { row in (row.subject(0), row.subject(1)) }
      .filter { ours.contains($0.1) }
      .map {
        CatalogueProblem(
          code: .schemaDiffers, subject: "trigger \($0.0)", detail: "a trigger of \($0.1)")
      }
  }
}

extension SQLTable.Column.Kind {
  /// What `information_schema` calls the type.
  fileprivate var standardName: String {
    switch self {
    case .bytes: "bytea"
    case .integer: "bigint"
    case .real: "double precision"
    case .text: "text"
    }
  }
}

extension Schema {
  /// The indexes that the steps make by name.
  fileprivate static func indexNames(_ types: Types) -> [String] {
    migrations(types).joined().filter { $0.hasPrefix("CREATE INDEX ") }
      .compactMap { $0.split(separator: " ").dropFirst(2).first.map(String.init) }
  }
}
