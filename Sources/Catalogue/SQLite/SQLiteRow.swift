import CSQLite

/// The current row of a running statement. Not to be kept.
struct SQLiteRow: SQLRow {
  let handle: OpaquePointer

  func optionalInteger(_ column: Int) -> Int64? {
    isNull(column) ? nil : sqlite3_column_int64(handle, Int32(column))
  }

  func optionalReal(_ column: Int) -> Double? {
    isNull(column) ? nil : sqlite3_column_double(handle, Int32(column))
  }

  func optionalText(_ column: Int) -> String? {
    guard !isNull(column), let start = sqlite3_column_text(handle, Int32(column)) else {
      return nil
    }
    let count = Int(sqlite3_column_bytes(handle, Int32(column)))
    return String(decoding: UnsafeBufferPointer(start: start, count: count), as: UTF8.self)
  }

  func optionalBytes(_ column: Int) -> [UInt8]? {
    guard !isNull(column) else { return nil }
    let start = sqlite3_column_blob(handle, Int32(column))
    let count = Int(sqlite3_column_bytes(handle, Int32(column)))
    // No address stands for no bytes.
    return start.map { Array(UnsafeRawBufferPointer(start: $0, count: count)) } ?? []
  }

  func name(_ column: Int) -> String {
    sqlite3_column_name(handle, Int32(column)).map { String(cString: $0) } ?? "column"
  }

  func subject(_ column: Int) -> String {
    guard sqlite3_column_type(handle, Int32(column)) == SQLITE_BLOB else {
      return optionalText(column) ?? ""
    }
    return hexadecimal(optionalBytes(column) ?? [])
  }

  private func isNull(_ column: Int) -> Bool {
    sqlite3_column_type(handle, Int32(column)) == SQLITE_NULL
  }
}
