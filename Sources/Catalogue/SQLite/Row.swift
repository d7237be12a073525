import CSQLite

/// The current row of a running statement. Not to be kept.
struct Row {
  let handle: OpaquePointer

  func optionalInteger(_ column: Int32) -> Int64? {
    isNull(column) ? nil : sqlite3_column_int64(handle, column)
  }

  func optionalReal(_ column: Int32) -> Double? {
    isNull(column) ? nil : sqlite3_column_double(handle, column)
  }

  func optionalText(_ column: Int32) -> String? {
    guard !isNull(column), let start = sqlite3_column_text(handle, column) else { return nil }
    let count = Int(sqlite3_column_bytes(handle, column))
    return String(decoding: UnsafeBufferPointer(start: start, count: count), as: UTF8.self)
  }

  func optionalBytes(_ column: Int32) -> [UInt8]? {
    guard !isNull(column) else { return nil }
    let start = sqlite3_column_blob(handle, column)
    let count = Int(sqlite3_column_bytes(handle, column))
    // No address stands for no bytes.
    return start.map { Array(UnsafeRawBufferPointer(start: $0, count: count)) } ?? []
  }

  func optionalInt(_ column: Int32) -> Int? { optionalInteger(column).map(Int.init) }

  func integer(_ column: Int32) throws(CatalogueError) -> Int64 {
    try present(optionalInteger(column), column)
  }

  func int(_ column: Int32) throws(CatalogueError) -> Int {
    try present(optionalInt(column), column)
  }

  func text(_ column: Int32) throws(CatalogueError) -> String {
    try present(optionalText(column), column)
  }

  func bytes(_ column: Int32) throws(CatalogueError) -> [UInt8] {
    try present(optionalBytes(column), column)
  }

  /// A mark payload as `Value.payload` stores it.
  func payload(_ column: Int32) throws(CatalogueError) -> UInt64 {
    let bytes = try bytes(column)
    guard bytes.count == 8 else {
      throw CatalogueError(.damaged, "payload of \(bytes.count) bytes")
    }
    return bytes.reduce(0) { $0 << 8 | UInt64($1) }
  }

  /// The value of a key column for a message: text as it is, bytes in hexadecimal.
  func subject(_ column: Int32) -> String {
    guard sqlite3_column_type(handle, column) == SQLITE_BLOB else {
      return optionalText(column) ?? ""
    }
    return hexadecimal(optionalBytes(column) ?? [])
  }

  private func isNull(_ column: Int32) -> Bool {
    sqlite3_column_type(handle, column) == SQLITE_NULL
  }

  private func present<T>(_ value: T?, _ column: Int32) throws(CatalogueError) -> T {
    guard let value else {
      let name = sqlite3_column_name(handle, column).map { String(cString: $0) } ?? "column"
      throw CatalogueError(.damaged, "\(name) is NULL")
    }
    return value
  }
}

/// `bytes` as two lower-case digits each.
func hexadecimal(_ bytes: [UInt8]) -> String {
  bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
}
