/// The current row of a running query. Not to be kept.
protocol SQLRow {
  /// The columns' values; nil for NULL, and for what is stored as another type.
  func optionalInteger(_ column: Int) -> Int64?
  func optionalReal(_ column: Int) -> Double?
  func optionalText(_ column: Int) -> String?
  func optionalBytes(_ column: Int) -> [UInt8]?
  /// The column's name, for messages.
  func name(_ column: Int) -> String
  /// The value of a key column for a message: text as it is, bytes in hexadecimal.
  func subject(_ column: Int) -> String
}

extension SQLRow {
  func optionalInt(_ column: Int) -> Int? { optionalInteger(column).map(Int.init) }

  func integer(_ column: Int) throws(CatalogueError) -> Int64 {
    try present(optionalInteger(column), column)
  }

  func int(_ column: Int) throws(CatalogueError) -> Int {
    try present(optionalInt(column), column)
  }

  func text(_ column: Int) throws(CatalogueError) -> String {
    try present(optionalText(column), column)
  }

  func bytes(_ column: Int) throws(CatalogueError) -> [UInt8] {
    try present(optionalBytes(column), column)
  }

  /// A mark payload as `SQLValue.payload` stores it.
  func payload(_ column: Int) throws(CatalogueError) -> UInt64 {
    let bytes = try bytes(column)
    guard bytes.count == 8 else {
      throw CatalogueError(.damaged, "payload of \(bytes.count) bytes")
    }
    return bytes.reduce(0) { $0 << 8 | UInt64($1) }
  }

  private func present<T>(_ value: T?, _ column: Int) throws(CatalogueError) -> T {
    guard let value else { throw CatalogueError(.damaged, "\(name(column)) is NULL") }
    return value
  }
}

/// `bytes` as two lower-case digits each.
func hexadecimal(_ bytes: [UInt8]) -> String {
  bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
}
