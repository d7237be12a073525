import Manifests
import Trust

/// CBOR data as indented lines. Long byte strings are cut; the whole is in the JSON output.
enum CBORText {
  private static let mostBytes = 32

  static func lines(_ value: CBORValue, indent: Int) -> [String] {
    let margin = String(repeating: "  ", count: indent)
    switch value {
    case .map(let entries):
      return entries.flatMap { entry in
        labelled(scalar(entry.key) ?? "?", entry.value, margin, indent)
      }
    case .array(let items):
      return items.enumerated().flatMap { labelled("\($0.offset)", $0.element, margin, indent) }
    case .tag(_, let item): return lines(item, indent: indent)
    default: return [margin + (scalar(value) ?? "?")]
    }
  }

  private static func labelled(
    _ name: String, _ value: CBORValue, _ margin: String, _ indent: Int
  ) -> [String] {
    if let text = scalar(value) { return ["\(margin)\(name): \(text)"] }
    return ["\(margin)\(name):"] + lines(value, indent: indent + 1)
  }

  /// The text of what is no map and no list; an empty one of them too.
  private static func scalar(_ value: CBORValue) -> String? {
    switch value {
    case .unsigned, .negative: value.integer.map(String.init) ?? "?"
    case .byteString(let bytes):
      bytes.count <= mostBytes
        ? Hexadecimal.text(bytes)
        : Hexadecimal.text(Array(bytes.prefix(mostBytes))) + "… (\(bytes.count) B)"
    case .textString(let text): text
    case .bool(let flag): "\(flag)"
    case .null: "null"
    case .undefined: "undefined"
    case .simple(let number): "simple(\(number))"
    case .float(let number): "\(number)"
    case .tag(_, let item): scalar(item)
    case .map(let entries): entries.isEmpty ? "{}" : nil
    case .array(let items): items.isEmpty ? "[]" : nil
    }
  }
}
