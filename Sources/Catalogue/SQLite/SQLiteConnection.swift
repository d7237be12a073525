import CSQLite

/// One open database file.
///
/// Unchecked because SQLite's own mutex guards the handle, while statements and the cache are used by
/// one thread at a time: only `SQLiteStore` has a connection, inside its lock.
final class SQLiteConnection: SQLConnection, @unchecked Sendable {
  enum Transaction: String {
    /// Sees one state of the file throughout.
    case reading = "BEGIN"
    /// Waits for its turn to write before it reads, so that it never has to give up half-way.
    case writing = "BEGIN IMMEDIATE"
  }

  private let handle: OpaquePointer
  private var statements: [String: SQLiteStatement] = [:]

  /// Opens the existing file at `path`; waits `busyTimeout` milliseconds for other processes.
  init(path: String, busyTimeout: Int32) throws(CatalogueError) {
    var handle: OpaquePointer?
    let flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_FULLMUTEX | SQLITE_OPEN_EXRESCODE
    let code = sqlite3_open_v2(path, &handle, flags, nil)
    guard code == SQLITE_OK, let handle else {
      let error = handle.map { Self.error(code, $0) }
      sqlite3_close_v2(handle)
      throw error ?? CatalogueError(.tooLarge, "no memory for a connection")
    }
    self.handle = handle
    sqlite3_busy_timeout(handle, busyTimeout)
    // The file may come from anywhere: its schema must not be able to run functions with effects,
    // and no statement may write to the schema or the file's pages directly.
    _ = yuantu_sqlite3_set(handle, SQLITE_DBCONFIG_DEFENSIVE, 1)
    _ = yuantu_sqlite3_set(handle, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0)
    _ = yuantu_sqlite3_set(handle, SQLITE_DBCONFIG_DQS_DML, 0)
    _ = yuantu_sqlite3_set(handle, SQLITE_DBCONFIG_DQS_DDL, 0)
    _ = yuantu_sqlite3_set(handle, SQLITE_DBCONFIG_ENABLE_FKEY, 1)
    // Larger values than this are never written, so a file that claims one is damaged.
    sqlite3_limit(handle, SQLITE_LIMIT_LENGTH, 256 << 20)
  }

  deinit {
    statements.removeAll()
    sqlite3_close_v2(handle)
  }

  @discardableResult
  func run(
    _ sql: String, _ values: [SQLValue], _ body: (SQLiteRow) throws(CatalogueError) -> Void
  ) throws(CatalogueError) -> Int {
    try statement(sql).run(values, body)
    return Int(sqlite3_changes(handle))
  }

  /// Runs `body` so that it happens whole or, when it throws, not at all.
  func transaction<T>(
    _ kind: Transaction, _ body: () throws(CatalogueError) -> T
  ) throws(CatalogueError) -> T {
    try run(kind.rawValue)
    do {
      let result = try body()
      try run("COMMIT")
      return result
    } catch {
      // After some failures SQLite has rolled back by itself.
      if sqlite3_get_autocommit(handle) == 0 { _ = try? run("ROLLBACK") }
      throw error
    }
  }

  /// The error for a result code, with SQLite's own words as detail.
  static func error(_ code: Int32, _ handle: OpaquePointer) -> CatalogueError {
    let message = sqlite3_errmsg(handle).map { String(cString: $0) } ?? ""
    return CatalogueError(SQLiteResultCode(raw: code).code, "SQLite \(code): \(message)")
  }

  private func statement(_ sql: String) throws(CatalogueError) -> SQLiteStatement {
    if let statement = statements[sql] { return statement }
    let statement = try SQLiteStatement(sql, connection: handle)
    statements[sql] = statement
    return statement
  }
}
