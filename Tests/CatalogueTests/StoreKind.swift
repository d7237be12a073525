import Testing

/// What the same tests are run against.
enum StoreKind: String, CaseIterable, Sendable, CustomTestStringConvertible {
  case sqlite = "SQLite"
  case postgreSQL = "PostgreSQL"

  var testDescription: String { rawValue }

  /// PostgreSQL only where there is a server to start; that there is none is said once.
  static let available = TestServer.shared == nil ? [sqlite] : allCases
}
