import FoundationEssentials

/// A line of a moved register, read.
enum TransferLine {
  case head(version: Int, schema: Int)
  case row(SQLTable, [SQLValue])
  case tail(rows: Int, sha256: String)

  /// Reads a line; `notAnExport` when it is not one of the format.
  init(_ bytes: some Sequence<UInt8>) throws(CatalogueError) {
    do {
      self = try JSONDecoder().decode(Content.self, from: Data(bytes)).line
    } catch {
      throw CatalogueError(.notAnExport, "a line that is not of the format")
    }
  }

  private struct Name: CodingKey {
    let stringValue: String
    var intValue: Int? { nil }
    init(_ name: String) { stringValue = name }
    init?(stringValue: String) { self.stringValue = stringValue }
    init?(intValue: Int) { nil }
  }

  private struct Content: Decodable {
    let line: TransferLine

    init(from decoder: any Decoder) throws {
      let fields = try decoder.container(keyedBy: Name.self)
      if let name = try fields.decodeIfPresent(String.self, forKey: Name("table")) {
        guard let table = Schema.tables.first(where: { $0.name == name }),
          Set(fields.allKeys.map(\.stringValue))
            .isSubset(of: ["table"] + table.columns.map(\.name))
        else { throw CatalogueError(.notAnExport, "table \(name)") }
        line = .row(table, try table.columns.map { try Self.value($0, fields) })
      } else if let format = try fields.decodeIfPresent(String.self, forKey: Name("format")) {
        guard format == TransferFormat.name else { throw CatalogueError(.notAnExport, format) }
        line = .head(
          version: try fields.decode(Int.self, forKey: Name("version")),
          schema: try fields.decode(Int.self, forKey: Name("schema")))
      } else {
        line = .tail(
          rows: try fields.decode(Int.self, forKey: Name("rows")),
          sha256: try fields.decode(String.self, forKey: Name("sha256")))
      }
    }

    private static func value(
      _ column: SQLTable.Column, _ fields: KeyedDecodingContainer<Name>
    ) throws -> SQLValue {
      let key = Name(column.name)
      guard fields.contains(key) else {
        guard column.isOptional else { throw CatalogueError(.notAnExport, column.name) }
        return .null
      }
      switch column.kind {
      case .integer: return .integer(try fields.decode(Int64.self, forKey: key))
      case .real: return .real(try fields.decode(Double.self, forKey: key))
      case .text: return .text(try fields.decode(String.self, forKey: key))
      case .bytes:
        let text = try fields.decode(String.self, forKey: key)
        guard let bytes = Data(base64Encoded: text) else {
          throw CatalogueError(.notAnExport, column.name)
        }
        return .bytes(Array(bytes))
      }
    }
  }
}
