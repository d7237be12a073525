/// A value for a parameter of a statement.
enum SQLValue {
  case null
  case integer(Int64)
  case real(Double)
  case text(String)
  case bytes([UInt8])

  static func optional(_ value: Int?) -> SQLValue { value.map { .integer(Int64($0)) } ?? .null }
  static func optional(_ value: Double?) -> SQLValue { value.map { .real($0) } ?? .null }
  static func optional(_ value: String?) -> SQLValue { value.map { .text($0) } ?? .null }
  static func optional(_ value: [UInt8]?) -> SQLValue { value.map { .bytes($0) } ?? .null }
  static func integer(_ value: Int) -> SQLValue { .integer(Int64(value)) }

  /// A mark payload: eight bytes, most significant first, because no dialect of SQL has unsigned
  /// 64-bit integers. Bytes compare as the numbers do.
  static func payload(_ value: UInt64) -> SQLValue {
    .bytes((0..<8).map { UInt8(truncatingIfNeeded: value >> (56 - 8 * $0)) })
  }
}
