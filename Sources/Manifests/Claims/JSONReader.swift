/// Reads JSON (RFC 8259) that others wrote, bounded in depth; a name that occurs twice in an object is
/// refused. The values are those of CBOR, which has them all.
public struct JSONReader {
  private let bytes: [UInt8]
  private var position = 0

  /// The value that `bytes` consist of. Errors: `malformedJSON`, `tooDeep`.
  public static func read(_ bytes: [UInt8]) throws(ManifestError) -> CBORValue {
    guard String(validating: bytes, as: UTF8.self) != nil else {
      throw ManifestError(code: .malformedJSON, detail: "not UTF-8")
    }
    var reader = JSONReader(bytes: bytes)
    let value = try reader.value(depth: 0)
    reader.skipSpace()
    guard reader.position == bytes.count else { throw reader.error("bytes after the value") }
    return value
  }

  private init(bytes: [UInt8]) { self.bytes = bytes }

  private func error(_ what: String) -> ManifestError {
    ManifestError(code: .malformedJSON, detail: "\(what) at offset \(position)")
  }

  private var next: UInt8? { position < bytes.count ? bytes[position] : nil }

  private mutating func skipSpace() {
    while let byte = next, [0x20, 0x09, 0x0A, 0x0D].contains(byte) { position += 1 }
  }

  private mutating func take(_ character: Unicode.Scalar) -> Bool {
    guard next == UInt8(ascii: character) else { return false }
    position += 1
    return true
  }

  private mutating func value(depth: Int) throws(ManifestError) -> CBORValue {
    guard depth < CBORLimits.depth else {
      throw ManifestError(code: .tooDeep, detail: "JSON at offset \(position)")
    }
    skipSpace()
    switch next {
    case UInt8(ascii: "{"): return try object(depth: depth)
    case UInt8(ascii: "["): return try array(depth: depth)
    case UInt8(ascii: "\""): return .textString(try string())
    case .some(UInt8(ascii: "-")), .some(0x30...0x39): return try number()
    default:
      for (word, value) in [
        ("true", CBORValue.bool(true)), ("false", .bool(false)), ("null", .null),
      ]
      where bytes[position...].starts(with: word.utf8) {
        position += word.utf8.count
        return value
      }
      throw error("no value")
    }
  }

  private mutating func object(depth: Int) throws(ManifestError) -> CBORValue {
    position += 1
    var entries: [CBOREntry] = []
    var names: Set<[UInt8]> = []
    skipSpace()
    if take("}") { return .map([]) }
    repeat {
      skipSpace()
      guard next == UInt8(ascii: "\"") else { throw error("no name") }
      let name = try string()
      guard names.insert(Array(name.utf8)).inserted else { throw error("a name twice") }
      skipSpace()
      guard take(":") else { throw error("no colon") }
      entries.append(CBOREntry(name, try value(depth: depth + 1)))
      skipSpace()
    } while take(",")
    guard take("}") else { throw error("an object without its end") }
    return .map(entries)
  }

  private mutating func array(depth: Int) throws(ManifestError) -> CBORValue {
    position += 1
    var items: [CBORValue] = []
    skipSpace()
    if take("]") { return .array([]) }
    repeat {
      items.append(try value(depth: depth + 1))
      skipSpace()
    } while take(",")
    guard take("]") else { throw error("an array without its end") }
    return .array(items)
  }

  private mutating func string() throws(ManifestError) -> String {
    position += 1
    var units: [UInt16] = []
    var text = ""
    func flushed() -> String { String(decoding: units, as: UTF16.self) }
    while let byte = next {
      switch byte {
      case UInt8(ascii: "\""):
        position += 1
        return text + flushed()
      case UInt8(ascii: "\\"):
        position += 1
        units.append(try escape())
      case 0..<0x20: throw error("a control character")
      default:
        text += flushed()
        units = []
        let start = position
        while let byte = next, byte >= 0x20, byte != UInt8(ascii: "\""), byte != UInt8(ascii: "\\")
        {
          position += 1
        }
        text += String(decoding: bytes[start..<position], as: UTF8.self)
      }
    }
    throw error("a string without its end")
  }

  private mutating func escape() throws(ManifestError) -> UInt16 {
    guard let byte = next else { throw error("an escape without its end") }
    position += 1
    switch byte {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): return UInt16(byte)
    case UInt8(ascii: "b"): return 8
    case UInt8(ascii: "f"): return 12
    case UInt8(ascii: "n"): return 10
    case UInt8(ascii: "r"): return 13
    case UInt8(ascii: "t"): return 9
    case UInt8(ascii: "u"):
      guard bytes.count - position >= 4 else { throw error("a short escape") }
      let digits = bytes[position..<position + 4]
      let isHexadecimal = digits.allSatisfy { byte in
        (0x30...0x39).contains(byte) || (0x41...0x46).contains(byte & 0xDF)
      }
      guard isHexadecimal, let unit = UInt16(String(decoding: digits, as: UTF8.self), radix: 16)
      else { throw error("an escape") }
      position += 4
      return unit
    default: throw error("an escape")
    }
  }

  private mutating func number() throws(ManifestError) -> CBORValue {
    let start = position
    _ = take("-")
    guard let first = next, (0x30...0x39).contains(first) else { throw error("a number") }
    digits()
    if first == 0x30, position - start > (bytes[start] == UInt8(ascii: "-") ? 2 : 1) {
      throw error("a number with a leading zero")
    }
    let isWhole = next.map { ![0x2E, 0x45, 0x65].contains($0) } ?? true
    if take(".") {
      guard let byte = next, (0x30...0x39).contains(byte) else { throw error("a number") }
      digits()
    }
    if take("e") || take("E") {
      if !take("+") { _ = take("-") }
      guard let byte = next, (0x30...0x39).contains(byte) else { throw error("a number") }
      digits()
    }
    let text = String(decoding: bytes[start..<position], as: UTF8.self)
    if isWhole, let number = Int64(text) { return .integer(number) }
    guard let number = Double(text) else { throw error("a number") }
    return .float(number)
  }

  private mutating func digits() {
    while let byte = next, (0x30...0x39).contains(byte) { position += 1 }
  }
}
