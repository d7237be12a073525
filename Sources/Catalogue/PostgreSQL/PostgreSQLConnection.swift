import CPQ

/// One connection to a server.
///
/// Unchecked because libpq lets one thread at a time use a connection, and `ConnectionPool` gives it to
/// one at a time.
final class PostgreSQLConnection: SQLConnection, @unchecked Sendable {
  enum Transaction: String {
    /// Sees one state of the catalogue throughout.
    case reading = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"
    /// As if no other were running. Gives up with `busy` when that cannot be.
    case writing = "BEGIN ISOLATION LEVEL SERIALIZABLE"
    /// Each statement sees what is committed then: for locks that others are passed over by.
    case taking = "BEGIN ISOLATION LEVEL READ COMMITTED"
  }

  private let handle: OpaquePointer
  private let address: PostgreSQLAddress
  /// The names of statements the server has compiled.
  private var statements: [String: String] = [:]
  /// What the types are called here. CockroachDB says that it is one when a connection is made.
  let types: Schema.Types
  /// Whether the end of a transaction was asked for and not yet answered.
  private(set) var isCommitting = false

  /// Connects to `address`; `unreachable` or `accessDenied` when that fails.
  init(_ address: PostgreSQLAddress) throws(CatalogueError) {
    // What stands before the address is what it may change; what stands after is ours.
    let options: [(String, String)] = [
      ("connect_timeout", "10"), ("tcp_user_timeout", "30000"), ("keepalives_idle", "30"),
      ("keepalives_interval", "10"), ("keepalives_count", "3"),
      ("fallback_application_name", "yuantu"), ("dbname", address.uri),
      ("client_encoding", "UTF8"),
    ]
    let handle = Self.withCStrings(options.map(\.0)) { names in
      Self.withCStrings(options.map(\.1)) { values in PQconnectdbParams(names, values, 1) }
    }
    guard let handle else { throw CatalogueError(.tooLarge, "no memory for a connection") }
    self.handle = handle
    self.address = address
    types = PQparameterStatus(handle, "crdb_version") == nil ? .postgreSQL : .cockroachDB
    guard PQstatus(handle) == CONNECTION_OK else {
      let message = Self.message(of: handle, address)
      throw CatalogueError(Self.codeOfRefusal(handle, message), message)
    }
    // The server's remarks, such as that a table is there already, are not for standard error.
    PQsetNoticeProcessor(handle, { _, _ in }, nil)
    // Waiting for another's lock ends as it does with a file.
    try command("SET lock_timeout = 30000")
    if types == .cockroachDB {
      // Its later versions end the transaction before every change of the schema; earlier ones have
      // no such setting.
      _ = try? command("SET autocommit_before_ddl = off")
    }
  }

  deinit { PQfinish(handle) }

  /// Whether it may be used for another transaction.
  var isSound: Bool {
    PQstatus(handle) == CONNECTION_OK && PQtransactionStatus(handle) == PQTRANS_IDLE
  }

  /// Runs a statement of ours that has neither parameters nor rows.
  func command(_ sql: String) throws(CatalogueError) {
    let result = PQexec(handle, sql)
    defer { PQclear(result) }
    guard PQresultStatus(result) == PGRES_COMMAND_OK else { throw error(of: result) }
  }

  @discardableResult
  func run(
    _ sql: String, _ values: [SQLValue], _ body: (PostgreSQLRow) throws(CatalogueError) -> Void
  ) throws(CatalogueError) -> Int {
    let parameters = try PostgreSQLParameters(values)
    let name = try prepared(sql)
    let isSent = parameters.withPointers { count, addresses, lengths, formats in
      PQsendQueryPrepared(handle, name, count, addresses, lengths, formats, 1) == 1
        && PQsetSingleRowMode(handle) == 1
    }
    guard isSent else { throw error(of: nil) }
    var failure: CatalogueError?
    var changed = 0
    while let result = PQgetResult(handle) {
      defer { PQclear(result) }
      switch PQresultStatus(result) {
      case PGRES_COMMAND_OK, PGRES_TUPLES_OK:
        changed = PQcmdTuples(result).flatMap { Int(String(cString: $0)) } ?? 0
      case PGRES_SINGLE_TUPLE:
        // After the caller's refusal the rest is only taken off the line.
        guard failure == nil else { continue }
        do throws(CatalogueError) { try body(PostgreSQLRow(result: result, number: 0)) } catch {
          failure = error
          cancel()
        }
      default: failure = failure ?? error(of: result)
      }
    }
    if let failure { throw failure }
    return changed
  }

  /// Runs `body` so that it happens whole or, when it throws, not at all.
  func transaction<T>(
    _ kind: Transaction, _ body: () throws(CatalogueError) -> T
  ) throws(CatalogueError) -> T {
    isCommitting = false
    try command(kind.rawValue)
    do {
      let result = try body()
      isCommitting = true
      try commit()
      isCommitting = false
      return result
    } catch {
      if PQstatus(handle) == CONNECTION_OK {
        isCommitting = false
        if PQtransactionStatus(handle) != PQTRANS_IDLE { _ = try? command("ROLLBACK") }
      }
      throw error
    }
  }

  /// A transaction in which a statement has failed ends without one word of it by `COMMIT`, too.
  private func commit() throws(CatalogueError) {
    let result = PQexec(handle, "COMMIT")
    defer { PQclear(result) }
    guard PQresultStatus(result) == PGRES_COMMAND_OK else { throw error(of: result) }
    guard let status = PQcmdStatus(result), String(cString: status) == "COMMIT" else {
      throw CatalogueError(.failed, "the server rolled a transaction back")
    }
  }

  private func prepared(_ sql: String) throws(CatalogueError) -> String {
    if let name = statements[sql] { return name }
    let name = "s\(statements.count)"
    // No type is given: that of the column decides.
    let result = PQprepare(handle, name, Self.numbered(sql), 0, nil)
    defer { PQclear(result) }
    guard PQresultStatus(result) == PGRES_COMMAND_OK else { throw error(of: result) }
    statements[sql] = name
    return name
  }

  /// The question marks of `sql` as `$1`, `$2` and so on; no text of ours has one in it.
  static func numbered(_ sql: String) -> String {
    var number = 0
    return sql.reduce(into: "") { result, character in
      guard character == "?" else { return result.append(character) }
      number += 1
      result += "$\(number)"
    }
  }

  /// Tells the server that nobody wants the rest of the rows.
  private func cancel() {
    let request = PQgetCancel(handle)
    var message = [CChar](repeating: 0, count: 256)
    _ = PQcancel(request, &message, Int32(message.count))
    PQfreeCancel(request)
  }

  private func error(of result: OpaquePointer?) -> CatalogueError {
    let message = Self.message(of: handle, address)
    // 67 is 'C': the field that holds the SQLSTATE.
    guard let result, let field = PQresultErrorField(result, 67) else {
      return CatalogueError(
        PQstatus(handle) == CONNECTION_OK ? .failed : .connectionLost, "PostgreSQL: \(message)")
    }
    let state = SQLState(raw: String(cString: field))
    let code = PQstatus(handle) == CONNECTION_OK ? state.code : .connectionLost
    return CatalogueError(code, "PostgreSQL \(state.raw): \(message)")
  }

  private static func message(of handle: OpaquePointer, _ address: PostgreSQLAddress) -> String {
    let message = PQerrorMessage(handle).map { String(cString: $0) } ?? ""
    let line = message.split(whereSeparator: \.isNewline).joined(separator: "; ")
    return address.masked(line)
  }

  /// libpq keeps the SQLSTATE of a refused connection to itself. What it says of passwords, and how the
  /// server's words begin, is enough to tell one that is not there from one that does not let us in.
  private static func codeOfRefusal(
    _ handle: OpaquePointer, _ message: String
  ) -> CatalogueError.Code {
    let isAboutPassword =
      PQconnectionNeedsPassword(handle) == 1 || PQconnectionUsedPassword(handle) == 1
    guard isAboutPassword || message.contains("FATAL:") else { return .unreachable }
    let isPassing = message.contains("too many") || message.contains("starting up")
    return isPassing ? .unreachable : .accessDenied
  }

  /// Calls `body` with an array of C strings that ends with NULL.
  private static func withCStrings<T>(
    _ texts: [String], _ body: (UnsafePointer<UnsafePointer<CChar>?>) -> T
  ) -> T {
    var bytes: [CChar] = []
    var starts: [Int] = []
    for text in texts {
      starts.append(bytes.count)
      bytes += text.utf8CString
    }
    return bytes.withUnsafeBufferPointer { buffer in
      let pointers = starts.map { buffer.baseAddress?.advanced(by: $0) } + [nil]
      return pointers.withUnsafeBufferPointer { body($0.baseAddress!) }
    }
  }
}
