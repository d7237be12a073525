import Testing

@testable import Catalogue

@Suite struct SchemaTests {
  /// Tables that hold no part of the register: what is only for work that is under way.
  static let others: Set<String> = ["job"]

  @Test func theListOfTablesIsWhatTheStepsMake() throws {
    let shop = try TestShop()
    let found = try shop.file.direct { (connection) throws(CatalogueError) in
      let names = try connection.rows(
        "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
      ) { (row) throws(CatalogueError) in try row.text(0) }
      var tables: [String: [SQLTable.Column]] = [:]
      for name in names where !Self.others.contains(name) {
        tables[name] = try connection.rows("PRAGMA table_info(\(name))") {
          (row) throws(CatalogueError) in
          let kinds: [String: SQLTable.Column.Kind] = [
            "BLOB": .bytes, "INTEGER": .integer, "REAL": .real, "TEXT": .text,
          ]
          guard let kind = kinds[try row.text(2)] else { throw CatalogueError(.failed, "type") }
          return SQLTable.Column(
            name: try row.text(1), kind: kind, isOptional: try row.int(3) == 0)
        }
      }
      return tables
    }
    let expected = Dictionary(uniqueKeysWithValues: Schema.tables.map { ($0.name, $0.columns) })
    #expect(found == expected)
  }

  @Test func theListOfReferencesIsWhatTheStepsMake() {
    let statements = Schema.migrations(.sqlite).joined().filter { $0.contains("CREATE TABLE") }
    let count = statements.joined().split(separator: "REFERENCES").count - 1
    #expect(Schema.references.count == count)
    for reference in Schema.references {
      let line = "REFERENCES \(reference.target) ("
      #expect(statements.contains { $0.contains("TABLE \(reference.table) ") && $0.contains(line) })
    }
  }

  @Test func tablesComeAfterThoseTheyReferTo() {
    let names = Schema.tables.map(\.name)
    for reference in Schema.references {
      #expect(names.firstIndex(of: reference.target)! < names.firstIndex(of: reference.table)!)
    }
  }

  @Test func whereThereIsAServerTheTestsRunAgainstIt() {
    #expect((TestServer.shared != nil) == (TestServer.programs != nil))
  }

  @Test func questionMarksBecomeNumbers() {
    #expect(PostgreSQLConnection.numbered("a = ? AND b = ?") == "a = $1 AND b = $2")
    #expect(PostgreSQLConnection.numbered("SELECT 1") == "SELECT 1")
  }
}
