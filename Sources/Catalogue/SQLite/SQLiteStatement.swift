import CSQLite

/// A compiled statement, kept for use after use.
final class SQLiteStatement {
  private let handle: OpaquePointer
  private let connection: OpaquePointer

  /// Compiles `sql`, one statement, for `connection`, which outlives it.
  init(_ sql: String, connection: OpaquePointer) throws(CatalogueError) {
    var handle: OpaquePointer?
    let code = sqlite3_prepare_v3(
      connection, sql, -1, UInt32(SQLITE_PREPARE_PERSISTENT), &handle, nil)
    guard code == SQLITE_OK, let handle else {
      throw SQLiteConnection.error(code, connection)
    }
    self.handle = handle
    self.connection = connection
  }

  deinit { sqlite3_finalize(handle) }

  /// Runs it with `values` for its parameters, calling `body` for each row.
  func run(
    _ values: [SQLValue], _ body: (SQLiteRow) throws(CatalogueError) -> Void
  ) throws(CatalogueError) {
    defer {
      sqlite3_reset(handle)
      sqlite3_clear_bindings(handle)
    }
    for (index, value) in values.enumerated() { try bind(value, Int32(index + 1)) }
    while true {
      let code = sqlite3_step(handle)
      switch code {
      case SQLITE_ROW: try body(SQLiteRow(handle: handle))
      case SQLITE_DONE: return
      default: throw SQLiteConnection.error(code, connection)
      }
    }
  }

  private func bind(_ value: SQLValue, _ index: Int32) throws(CatalogueError) {
    let code: Int32
    switch value {
    case .null: code = sqlite3_bind_null(handle, index)
    case .integer(let number): code = sqlite3_bind_int64(handle, index, number)
    case .real(let number): code = sqlite3_bind_double(handle, index, number)
    case .text(var text):
      code = text.withUTF8 { buffer in
        // An empty text has no address; any other will do for its zero bytes.
        guard let base = buffer.baseAddress else {
          return yuantu_sqlite3_bind_text(handle, index, "", 0)
        }
        return base.withMemoryRebound(to: CChar.self, capacity: buffer.count) {
          yuantu_sqlite3_bind_text(handle, index, $0, UInt64(buffer.count))
        }
      }
    case .bytes(let bytes):
      code = bytes.withUnsafeBytes { buffer in
        // A missing address would bind NULL.
        guard let base = buffer.baseAddress, !buffer.isEmpty else {
          return sqlite3_bind_zeroblob(handle, index, 0)
        }
        return yuantu_sqlite3_bind_bytes(handle, index, base, UInt64(buffer.count))
      }
    }
    guard code == SQLITE_OK else { throw SQLiteConnection.error(code, connection) }
  }
}
