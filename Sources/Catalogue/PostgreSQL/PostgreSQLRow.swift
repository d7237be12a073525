import CPQ

/// One row of a result in binary form. Not to be kept.
struct PostgreSQLRow: SQLRow {
  let result: OpaquePointer
  let number: Int32

  func optionalInteger(_ column: Int) -> Int64? {
    guard let bytes = value(column), [2, 4, 8].contains(bytes.count) else { return nil }
    let isNegative = bytes[0] & 0x80 != 0
    return bytes.reduce(isNegative ? -1 : 0) { $0 << 8 | Int64($1) }
  }

  func optionalReal(_ column: Int) -> Double? {
    guard let bytes = value(column), bytes.count == 8 else { return nil }
    return Double(bitPattern: bytes.reduce(0) { $0 << 8 | UInt64($1) })
  }

  func optionalText(_ column: Int) -> String? {
    value(column).map { String(decoding: $0, as: UTF8.self) }
  }

  func optionalBytes(_ column: Int) -> [UInt8]? { value(column).map { Array($0) } }

  func name(_ column: Int) -> String {
    PQfname(result, Int32(column)).map { String(cString: $0) } ?? "column"
  }

  func subject(_ column: Int) -> String {
    guard PQftype(result, Int32(column)) == PostgreSQLType.bytes.rawValue else {
      return optionalText(column) ?? ""
    }
    return hexadecimal(optionalBytes(column) ?? [])
  }

  private func value(_ column: Int) -> UnsafeRawBufferPointer? {
    let column = Int32(column)
    guard column < PQnfields(result), PQgetisnull(result, number, column) == 0 else { return nil }
    let count = Int(PQgetlength(result, number, column))
    return UnsafeRawBufferPointer(start: PQgetvalue(result, number, column), count: count)
  }
}
