extension SQLStore {
  /// Writes the whole register to a new file.
  public func exportEntries(to path: String) throws(CatalogueError) -> Int {
    try readTogether { (connection) throws(CatalogueError) in
      // Begun here, because a server may have all of this done again.
      var writer = try TransferWriter(path)
      try writer.append(TransferFormat.head(schema: Schema.version))
      var rows = 0
      for table in Schema.tables {
        try connection.run(table.allRows, []) { (row) throws(CatalogueError) in
          try writer.append(try TransferFormat.line(table, row))
          rows += 1
        }
      }
      try writer.finish(rows: rows)
      return rows
    }
  }

  /// Takes in a register that was exported, whole or not at all.
  public func importEntries(from path: String) throws(CatalogueError) -> Int {
    try write { (connection) throws(CatalogueError) in
      guard try Self.isEmpty(connection) else {
        throw CatalogueError(.alreadyExists, "there are entries in the catalogue")
      }
      return try TransferReader.forEachRow(of: path, schema: Schema.version) {
        (table, values) throws(CatalogueError) in
        try connection.run(table.insert, values)
      }
    }
  }

  /// Whether a catalogue has no entry of any kind.
  static func isEmpty(_ connection: Connection) throws(CatalogueError) -> Bool {
    for table in Schema.tables {
      if try connection.first(table.anyRow, [], { _ in true }) != nil { return false }
    }
    return true
  }
}
