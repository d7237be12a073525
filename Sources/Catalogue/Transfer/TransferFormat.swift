import FoundationEssentials

/// The form of a moved register: JSON lines (https://jsonlines.org), in UTF-8.
///
/// The first line names format and schema, the last one counts the lines between and holds the SHA-256
/// of every byte before it. Each line between is one row: its table and, under the columns' names in
/// their order, what it holds; bytes are in Base64, and what holds nothing is left out. Tables come in the
/// order of `Schema.tables`, rows in the order of their keys. Equal registers give equal bytes, whichever
/// database they are in.
enum TransferFormat {
  static let name = "yuantu-catalogue"
  static let version = 1
  /// The longest line that is read, bytes: no database stores more in a row of ours.
  static let longestLine = 256 << 20

  static func head(schema: Int) -> [UInt8] {
    Array("{\"format\":\"\(name)\",\"version\":\(version),\"schema\":\(schema)}\n".utf8)
  }

  static func tail(rows: Int, sha256: String) -> [UInt8] {
    Array("{\"rows\":\(rows),\"sha256\":\"\(sha256)\"}\n".utf8)
  }

  /// One row of `table`.
  static func line(
    _ table: SQLTable, _ row: some SQLRow
  ) throws(CatalogueError) -> [UInt8] {
    var line = Array("{\"table\":\"\(table.name)\"".utf8)
    for (index, column) in table.columns.enumerated() {
      guard let value = try value(column, row, index) else {
        guard column.isOptional else {
          throw CatalogueError(.damaged, "\(table.name).\(column.name) holds nothing")
        }
        continue
      }
      line += Array(",\"\(column.name)\":".utf8) + value
    }
    line += Array("}\n".utf8)
    return line
  }

  private static func value(
    _ column: SQLTable.Column, _ row: some SQLRow, _ index: Int
  ) throws(CatalogueError) -> [UInt8]? {
    switch column.kind {
    case .integer: return row.optionalInteger(index).map { Array("\($0)".utf8) }
    case .text: return row.optionalText(index).map(quoted)
    case .bytes:
      return row.optionalBytes(index).map { Array("\"\(Data($0).base64EncodedString())\"".utf8) }
    case .real:
      guard let number = row.optionalReal(index) else { return nil }
      guard number.isFinite else { throw CatalogueError(.damaged, "\(column.name) is no number") }
      // The shortest text that is this number and no other.
      return Array("\(number)".utf8)
    }
  }

  /// A JSON string in which nothing is escaped that need not be.
  static func quoted(_ text: String) -> [UInt8] {
    var result: [UInt8] = [UInt8(ascii: "\"")]
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "\""), UInt8(ascii: "\\"): result += [UInt8(ascii: "\\"), byte]
      case 0..<0x20: result += Array("\\u00\(hexadecimal([byte]))".utf8)
      default: result.append(byte)
      }
    }
    result.append(UInt8(ascii: "\""))
    return result
  }
}
