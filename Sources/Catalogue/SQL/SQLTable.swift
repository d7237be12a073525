/// A table as it is moved from one database to another: its columns, and by which it is in order.
struct SQLTable: Sendable {
  struct Column: Sendable, Equatable {
    enum Kind: Sendable, Equatable { case bytes, integer, real, text }

    let name: String
    let kind: Kind
    let isOptional: Bool
  }

  let name: String
  let columns: [Column]
  /// How many columns, from the first, identify a row.
  let keyCount: Int

  /// `columns` are separated by blanks: a name, a colon, the first letter of what it holds, and a
  /// question mark when it may hold nothing.
  init(_ name: String, key keyCount: Int = 1, _ columns: String) {
    self.name = name
    self.keyCount = keyCount
    self.columns = columns.split(whereSeparator: \.isWhitespace).map { column in
      let parts = column.split(separator: ":")
      let kinds: [Character: Column.Kind] = ["b": .bytes, "i": .integer, "r": .real, "t": .text]
      guard parts.count == 2, let letter = parts[1].first, let kind = kinds[letter] else {
        preconditionFailure("a column of \(name)")
      }
      return Column(name: String(parts[0]), kind: kind, isOptional: parts[1].hasSuffix("?"))
    }
  }

  private var columnNames: String { columns.map(\.name).joined(separator: ", ") }
  private var keyNames: String { columns.prefix(keyCount).map(\.name).joined(separator: ", ") }

  /// Every row, in the order of their keys.
  var allRows: String { "SELECT \(columnNames) FROM \(name) ORDER BY \(keyNames)" }

  var insert: String {
    let marks = Array(repeating: "?", count: columns.count).joined(separator: ", ")
    return "INSERT INTO \(name) (\(columnNames)) VALUES (\(marks))"
  }

  var anyRow: String { "SELECT 1 FROM \(name) LIMIT 1" }
}
