import Glibc
import Synchronization

/// A catalogue in one SQLite file, in write-ahead-log mode: several processes may read while one
/// writes, and writers wait for each other.
///
/// The connection is used inside a lock and never handed out.
public final class SQLiteStore: SQLStore {
  /// "YUAN": marks the file as ours (SQLite's application_id).
  static let applicationID: Int64 = 0x5955_414E

  private let connection: Mutex<SQLiteConnection>

  /// Opens the catalogue at `path`.
  ///
  /// With `create` a new one is made, readable by its owner only; a file that is already there is an
  /// error then. A killed creation leaves nothing under `path`. A catalogue written by an earlier
  /// version is brought up to date, one written by a later version is refused.
  public static func open(_ path: String, create: Bool) throws(CatalogueError) -> SQLiteStore {
    try SQLiteStore(path, create: create, migrations: Schema.migrations(.sqlite))
  }

  init(
    _ path: String, create: Bool, migrations: [[String]], busyTimeout: Int32 = 30_000
  ) throws(CatalogueError) {
    let path = try Self.checked(path)
    if create {
      let file = try NewFile(at: path)
      let unfinished = try SQLiteConnection(path: file.temporaryPath, busyTimeout: 0)
      // No journal that a killed creation would leave: the file itself is thrown away then.
      try unfinished.run("PRAGMA journal_mode = MEMORY")
      try Self.migrate(unfinished, migrations)
      try file.publish()
    } else {
      try Self.requireFile(path)
    }
    let connection = try SQLiteConnection(path: path, busyTimeout: busyTimeout)
    let version = try Self.version(of: connection, known: migrations.count)
    try connection.run("PRAGMA journal_mode = WAL")
    // Every commit reaches the disk: a payload that was used must never be forgotten.
    try connection.run("PRAGMA synchronous = FULL")
    try connection.run("PRAGMA cell_size_check = ON")
    if version < migrations.count { try Self.migrate(connection, migrations) }
    self.connection = Mutex(connection)
  }

  /// Runs `body` on one state of the catalogue.
  func read<T: Sendable>(
    _ body: (SQLiteConnection) throws(CatalogueError) -> T
  ) throws(CatalogueError) -> T {
    try locked(.reading, body)
  }

  /// The same: every reading is a transaction.
  func readTogether<T: Sendable>(
    _ body: (SQLiteConnection) throws(CatalogueError) -> T
  ) throws(CatalogueError) -> T {
    try read(body)
  }

  /// Runs `body`, whose changes are kept when it returns and forgotten when it throws.
  func write<T: Sendable>(
    _ body: (SQLiteConnection) throws(CatalogueError) -> T
  ) throws(CatalogueError) -> T {
    try locked(.writing, body)
  }

  /// Runs `body` outside a transaction.
  func direct<T: Sendable>(
    _ body: (SQLiteConnection) throws(CatalogueError) -> T
  ) throws(CatalogueError) -> T {
    try connection.withLock { (connection) throws(CatalogueError) in try body(connection) }
  }

  private func locked<T: Sendable>(
    _ kind: SQLiteConnection.Transaction, _ body: (SQLiteConnection) throws(CatalogueError) -> T
  ) throws(CatalogueError) -> T {
    try direct { (connection) throws(CatalogueError) in
      try connection.transaction(kind) { () throws(CatalogueError) in try body(connection) }
    }
  }

  /// `path` so that SQLite takes it for nothing but a file.
  static func checked(_ path: String) throws(CatalogueError) -> String {
    guard !path.isEmpty, !path.utf8.contains(0) else {
      throw CatalogueError(.cannotOpen, "not the path of a file")
    }
    return path.hasPrefix("/") ? path : "./\(path)"
  }

  private static func requireFile(_ path: String) throws(CatalogueError) {
    var status = stat()
    guard stat(path, &status) == 0 else {
      let missing = errno == ENOENT || errno == ENOTDIR
      throw CatalogueError(missing ? .notFound : .cannotOpen, path)
    }
    guard status.st_mode & S_IFMT == S_IFREG else {
      throw CatalogueError(.notACatalogue, "\(path) is not a file")
    }
  }

  /// The version of the schema in the file. Nothing has been written to it before this.
  private static func version(
    of connection: SQLiteConnection, known: Int
  ) throws(CatalogueError) -> Int {
    guard try number("application_id", connection) == applicationID else {
      throw CatalogueError(.notACatalogue, "a database of another program")
    }
    let version = try number("user_version", connection)
    guard version <= known else {
      throw CatalogueError(.newerSchema, "schema \(version), known up to \(known)")
    }
    guard version >= 1 else { throw CatalogueError(.damaged, "schema \(version)") }
    return Int(version)
  }

  /// Applies the steps that are missing, all in one transaction. The version is read inside it, since
  /// another process may have done the same.
  private static func migrate(
    _ connection: SQLiteConnection, _ migrations: [[String]]
  ) throws(CatalogueError) {
    try connection.transaction(.writing) { () throws(CatalogueError) in
      let version = try number("user_version", connection)
      guard version >= 0, version < Int64(migrations.count) else { return }
      for statement in migrations[Int(version)...].joined() { try connection.run(statement) }
      try connection.run("PRAGMA application_id = \(applicationID)")
      try connection.run("PRAGMA user_version = \(migrations.count)")
    }
  }

  private static func number(
    _ pragma: String, _ connection: SQLiteConnection
  ) throws(CatalogueError) -> Int64 {
    try connection.first("PRAGMA \(pragma)") { (row) throws(CatalogueError) in
      try row.integer(0)
    } ?? 0
  }
}
