import Dispatch
import Synchronization

/// A few connections to one server, each used by one caller at a time. Who finds all in use waits.
final class ConnectionPool: Sendable {
  /// As many as pictures are worked on at once on a large machine; servers allow a hundred in all.
  static let most = 8

  private let address: PostgreSQLAddress
  private let places = DispatchSemaphore(value: most)
  private let idle = Mutex<[PostgreSQLConnection]>([])

  init(_ address: PostgreSQLAddress) { self.address = address }

  /// Runs `body` on a connection nobody else uses meanwhile. When one that was kept has been lost since
  /// — a server that was started anew closes them all — it is run again on a new one, unless it may
  /// have been committed before.
  func withConnection<T>(
    _ body: (PostgreSQLConnection) throws(CatalogueError) -> T
  ) throws(CatalogueError) -> T {
    places.wait()
    defer { places.signal() }
    if let kept = idle.withLock({ $0.popLast() }) {
      do {
        let result = try body(kept)
        put(back: kept)
        return result
      } catch {
        put(back: kept)
        guard error.code == .connectionLost, !kept.isCommitting else { throw error }
        idle.withLock { $0.removeAll() }
      }
    }
    let connection = try PostgreSQLConnection(address)
    defer { put(back: connection) }
    return try body(connection)
  }

  private func put(back connection: PostgreSQLConnection) {
    guard connection.isSound else { return }
    idle.withLock { $0.append(connection) }
  }
}
