import Glibc

/// A catalogue on a PostgreSQL server, or one that speaks its protocol and SQL: any number of processes
/// on any number of machines may use it at once.
///
/// Its tables are in the schema that the address names (or the server chooses), one catalogue a schema.
public final class PostgreSQLStore: SQLStore {
  /// How often a transaction that others stood in the way of is tried, with pauses of up to half a
  /// second, and for how long: no longer than a file is waited for.
  private static let mostTries = 30
  private static let patience = Duration.seconds(30)

  private let pool: ConnectionPool

  /// Opens the catalogue of `shop` (32 bytes that no other shop has) at `address`.
  ///
  /// With `create` a new one is made; one that is there is an error then unless nothing is in it. A
  /// catalogue written by an earlier version is brought up to date, one written by a later version or of
  /// another shop is refused.
  public static func open(
    _ address: PostgreSQLAddress, create: Bool, shop: [UInt8]
  ) throws(CatalogueError) -> PostgreSQLStore {
    let store = try PostgreSQLStore(address)
    try store.prepare(create: create, shop: shop)
    return store
  }

  init(_ address: PostgreSQLAddress) throws(CatalogueError) {
    pool = ConnectionPool(address)
  }

  func read<T: Sendable>(
    _ body: (PostgreSQLConnection) throws(CatalogueError) -> T
  ) throws(CatalogueError) -> T {
    try pool.withConnection(body)
  }

  func readTogether<T: Sendable>(
    _ body: (PostgreSQLConnection) throws(CatalogueError) -> T
  ) throws(CatalogueError) -> T {
    try transaction(.reading, body)
  }

  func write<T: Sendable>(
    _ body: (PostgreSQLConnection) throws(CatalogueError) -> T
  ) throws(CatalogueError) -> T {
    try transaction(.writing, body)
  }

  /// Runs `body` in a transaction, again when another stood in its way. A key that appeared between
  /// looking and writing is looked at once more.
  func transaction<T>(
    _ kind: PostgreSQLConnection.Transaction,
    _ body: (PostgreSQLConnection) throws(CatalogueError) -> T
  ) throws(CatalogueError) -> T {
    let clock = ContinuousClock()
    let start = clock.now
    var tries = 0
    while true {
      tries += 1
      do {
        return try pool.withConnection { (connection) throws(CatalogueError) in
          try connection.transaction(kind) { () throws(CatalogueError) in try body(connection) }
        }
      } catch {
        switch error.code {
        case .busy where tries < Self.mostTries && start.duration(to: clock.now) < Self.patience:
          Self.pause(tries)
        case .conflict where tries < 2: Self.pause(tries)
        default: throw error
        }
      }
    }
  }

  /// Waits longer each time, and not as long as others do.
  private static func pause(_ tries: Int) {
    let most = min(500_000, 2_000 << min(tries, 10))
    usleep(UInt32.random(in: UInt32(most / 4)...UInt32(most)))
  }
}
