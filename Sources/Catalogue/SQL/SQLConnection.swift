/// One connection to a database, used by one thread at a time.
protocol SQLConnection {
  associatedtype Row: SQLRow

  /// Runs a statement of `Queries` and its like with `values` for its question marks, calling `body`
  /// for each row as it comes. Returns the number of rows it inserted, updated or deleted.
  @discardableResult
  func run(
    _ sql: String, _ values: [SQLValue], _ body: (Row) throws(CatalogueError) -> Void
  ) throws(CatalogueError) -> Int
}

extension SQLConnection {
  /// Runs a statement without rows; the number of rows it inserted, updated or deleted.
  @discardableResult
  func run(_ sql: String, _ values: [SQLValue] = []) throws(CatalogueError) -> Int {
    try run(sql, values) { _ in }
  }

  /// The rows of a query, each turned into a value.
  func rows<T>(
    _ sql: String, _ values: [SQLValue] = [], _ read: (Row) throws(CatalogueError) -> T
  ) throws(CatalogueError) -> [T] {
    var result: [T] = []
    try run(sql, values) { (row) throws(CatalogueError) in result.append(try read(row)) }
    return result
  }

  /// The first row of a query.
  func first<T>(
    _ sql: String, _ values: [SQLValue] = [], _ read: (Row) throws(CatalogueError) -> T
  ) throws(CatalogueError) -> T? {
    try rows(sql, values, read).first
  }
}
