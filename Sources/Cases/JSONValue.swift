import FoundationEssentials

/// Any JSON, for reading with errors that say where.
enum JSONValue: Decodable {
  case null
  case boolean(Bool)
  case number(Double)
  case text(String)
  case list([JSONValue])
  case object([String: JSONValue])

  init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    if container.decodeNil() {
      self = .null
    } else if let value = try? container.decode(Bool.self) {
      self = .boolean(value)
    } else if let value = try? container.decode(Double.self) {
      self = .number(value)
    } else if let value = try? container.decode(String.self) {
      self = .text(value)
    } else if let value = try? container.decode([JSONValue].self) {
      self = .list(value)
    } else {
      self = .object(try container.decode([String: JSONValue].self))
    }
  }

  /// The value of a file's bytes.
  static func parse(_ bytes: [UInt8]) throws(RulesProblem) -> JSONValue {
    do { return try JSONDecoder().decode(JSONValue.self, from: Data(bytes)) } catch {
      let detail =
        if case DecodingError.dataCorrupted(let context) = error {
          context.underlyingError.map { "\($0)" } ?? context.debugDescription
        } else { "" }
      throw RulesProblem(.notJSON, String(detail.prefix(200)))
    }
  }
}
