import Manifests
import Trust

/// CBOR data as JSON: byte strings as hexadecimal text, tags left away, keys that are no text as their
/// number.
struct CBORJSON: Encodable {
  private struct Key: CodingKey {
    let stringValue: String
    var intValue: Int? { nil }

    init(_ text: String) { stringValue = text }
    init?(stringValue: String) { self.init(stringValue) }
    init?(intValue: Int) { nil }
  }

  let value: CBORValue

  init(_ value: CBORValue) { self.value = value }

  func encode(to encoder: any Encoder) throws {
    switch value {
    case .map(let entries):
      var container = encoder.container(keyedBy: Key.self)
      for entry in entries {
        let name =
          if case .textString(let text) = entry.key { text } else {
            entry.key.integer.map(String.init) ?? "?"
          }
        try container.encode(CBORJSON(entry.value), forKey: Key(name))
      }
    case .array(let items):
      var container = encoder.unkeyedContainer()
      for item in items { try container.encode(CBORJSON(item)) }
    case .tag(_, let item): try CBORJSON(item).encode(to: encoder)
    default:
      var container = encoder.singleValueContainer()
      switch value {
      case .unsigned, .negative:
        if let number = value.integer {
          try container.encode(number)
        } else {
          try container.encode("out of range")
        }
      case .byteString(let bytes): try container.encode(Hexadecimal.text(bytes))
      case .textString(let text): try container.encode(text)
      case .bool(let flag): try container.encode(flag)
      case .float(let number) where number.isFinite: try container.encode(number)
      default: try container.encodeNil()
      }
    }
  }
}
