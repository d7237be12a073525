/// A catalogue in a database that speaks SQL: every entry is read and written here, the same way for
/// all of them. A store adds how to reach its database, and what is checked there alone.
protocol SQLStore: CatalogueStore {
  associatedtype Connection: SQLConnection

  /// What a check of the database itself finds.
  typealias Check = (Connection) throws(CatalogueError) -> [CatalogueProblem]

  /// Runs `body`, which makes one query, on one state of the catalogue.
  func read<T: Sendable>(
    _ body: (Connection) throws(CatalogueError) -> T
  ) throws(CatalogueError) -> T

  /// Runs `body`, which makes any number of queries, on one state of the catalogue.
  func readTogether<T: Sendable>(
    _ body: (Connection) throws(CatalogueError) -> T
  ) throws(CatalogueError) -> T

  /// Runs `body`, whose changes are kept when it returns and forgotten when it throws. Where several
  /// writers stand in each other's way it may be run again.
  func write<T: Sendable>(
    _ body: (Connection) throws(CatalogueError) -> T
  ) throws(CatalogueError) -> T

  /// Hands over the checks that only this kind of database knows, besides the rules of
  /// `IntegrityQueries`.
  func forEachOwnCheck(_ body: (Check) throws(CatalogueError) -> Void) throws(CatalogueError)
}
