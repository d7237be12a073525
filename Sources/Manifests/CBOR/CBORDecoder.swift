/// Reads one CBOR item out of foreign bytes, bounded in depth and in memory.
///
/// Any well-formed CBOR is accepted, also heads that are longer than needed and strings, arrays and
/// maps of indefinite length: C2PA does not forbid them in the files of others, and the deterministic
/// form can be demanded by encoding the result again and comparing. Refused are a key that occurs
/// twice in a map (RFC 8949 §5.6), nesting beyond 32 levels, and bytes after the item.
///
/// Memory stays proportional to the input, under a hundred times its size: no count is believed
/// that the bytes left cannot fill. How large an input may be is for the caller to say.
public struct CBORDecoder {
  private let bytes: [UInt8]
  private var position = 0

  private init(_ bytes: [UInt8]) { self.bytes = bytes }

  /// The item that `bytes` consist of.
  ///
  /// Errors: `truncated`, `trailingBytes`, `notWellFormed`, `tooDeep`, `duplicateKey`.
  public static func decode(_ bytes: [UInt8]) throws(ManifestError) -> CBORValue {
    var decoder = CBORDecoder(bytes)
    let value = try decoder.item(depth: 0)
    guard decoder.remaining == 0 else {
      throw decoder.error(.trailingBytes, "\(decoder.remaining) bytes")
    }
    return value
  }

  private var remaining: Int { bytes.count - position }

  private func error(_ code: ManifestError.Code, _ what: String) -> ManifestError {
    ManifestError(code: code, detail: "\(what) at offset \(position)")
  }

  private mutating func item(depth: Int) throws(ManifestError) -> CBORValue {
    let initial = try byte()
    let majorType = initial >> 5
    let information = initial & 0x1F
    if majorType == 7 { return try simpleOrFloat(information) }
    let argument = try argument(information)
    switch (majorType, argument) {
    case (0, .some(let number)): return .unsigned(number)
    case (1, .some(let number)): return .negative(number)
    case (2, _): return .byteString(try string(majorType: 2, count: argument))
    case (3, _): return .textString(try text(count: argument))
    case (4, _): return .array(try array(count: argument, depth: level(below: depth)))
    case (5, _): return .map(try map(count: argument, depth: level(below: depth)))
    case (6, .some(let number)): return .tag(number, try item(depth: level(below: depth)))
    default: throw error(.notWellFormed, "major type \(majorType) of indefinite length")
    }
  }

  private mutating func simpleOrFloat(_ information: UInt8) throws(ManifestError) -> CBORValue {
    switch information {
    case 20, 21: return .bool(information == 21)
    case 22: return .null
    case 23: return .undefined
    case 24:
      let number = try byte()
      guard number >= 32 else { throw error(.notWellFormed, "simple value \(number)") }
      return .simple(number)
    case 25: return .float(Double(Float16(bitPattern: try bigEndian())))
    case 26: return .float(Double(Float(bitPattern: try bigEndian())))
    case 27: return .float(Double(bitPattern: try bigEndian()))
    case 28...: throw error(.notWellFormed, "additional information \(information)")
    default: return .simple(information)
    }
  }

  /// The argument of a head, or nil for an indefinite length.
  private mutating func argument(_ information: UInt8) throws(ManifestError) -> UInt64? {
    switch information {
    case 24: return UInt64(try byte())
    case 25: return UInt64(try bigEndian() as UInt16)
    case 26: return UInt64(try bigEndian() as UInt32)
    case 27: return try bigEndian()
    case 28...30: throw error(.notWellFormed, "additional information \(information)")
    case 31: return nil
    default: return UInt64(information)
    }
  }

  /// The bytes of a string; one of indefinite length is made of definite chunks of its own type.
  private mutating func string(
    majorType: UInt8, count: UInt64?
  ) throws(ManifestError) -> [UInt8] {
    if let count { return Array(try slice(count)) }
    var joined: [UInt8] = []
    while try !takeBreak() {
      joined += try chunk(majorType: majorType)
    }
    return joined
  }

  private mutating func chunk(majorType: UInt8) throws(ManifestError) -> ArraySlice<UInt8> {
    let initial = try byte()
    guard initial >> 5 == majorType, let count = try argument(initial & 0x1F) else {
      throw error(.notWellFormed, "chunk of another type")
    }
    return try slice(count)
  }

  private mutating func text(count: UInt64?) throws(ManifestError) -> String {
    if let count { return try validated(slice(count)) }
    var joined = ""
    while try !takeBreak() {
      // Every chunk must be valid by itself: no character may be cut (RFC 8949 §3.2.3).
      joined += try validated(chunk(majorType: 3))
    }
    return joined
  }

  private func validated(_ slice: ArraySlice<UInt8>) throws(ManifestError) -> String {
    guard let text = String(validating: slice, as: UTF8.self) else {
      throw error(.notWellFormed, "text that is not UTF-8")
    }
    return text
  }

  private mutating func array(count: UInt64?, depth: Int) throws(ManifestError) -> [CBORValue] {
    var items: [CBORValue] = []
    if let count {
      for _ in 0..<(try bounded(count)) { items.append(try item(depth: depth)) }
    } else {
      while try !takeBreak() { items.append(try item(depth: depth)) }
    }
    return items
  }

  private mutating func map(count: UInt64?, depth: Int) throws(ManifestError) -> [CBOREntry] {
    var entries: [CBOREntry] = []
    // Keys are compared in deterministic form, so that a longer head does not make a new key.
    var keys: Set<[UInt8]> = []
    if let count {
      for _ in 0..<(try bounded(count)) { entries.append(try entry(&keys, depth: depth)) }
    } else {
      while try !takeBreak() { entries.append(try entry(&keys, depth: depth)) }
    }
    return entries
  }

  private mutating func entry(
    _ keys: inout Set<[UInt8]>, depth: Int
  ) throws(ManifestError) -> CBOREntry {
    let key = try item(depth: depth)
    guard keys.insert(try CBOREncoder.encode(key)).inserted else {
      throw error(.duplicateKey, "map entry")
    }
    return CBOREntry(key, try item(depth: depth))
  }

  /// A count of items, each of at least one byte, that the bytes left can hold.
  private func bounded(_ count: UInt64) throws(ManifestError) -> Int {
    guard count <= UInt64(remaining) else { throw error(.truncated, "\(count) items") }
    return Int(count)
  }

  private mutating func slice(_ count: UInt64) throws(ManifestError) -> ArraySlice<UInt8> {
    guard count <= UInt64(remaining) else { throw error(.truncated, "\(count) bytes") }
    let start = position
    position += Int(count)
    return bytes[start..<position]
  }

  private mutating func byte() throws(ManifestError) -> UInt8 {
    guard remaining > 0 else { throw error(.truncated, "1 byte") }
    defer { position += 1 }
    return bytes[position]
  }

  private mutating func bigEndian<Number: FixedWidthInteger & UnsignedInteger>()
    throws(ManifestError) -> Number
  {
    try slice(UInt64(Number.bitWidth / 8)).reduce(0) { $0 << 8 | Number($1) }
  }

  /// Steps over the "break" byte when it comes next.
  private mutating func takeBreak() throws(ManifestError) -> Bool {
    guard remaining > 0 else { throw error(.truncated, "break") }
    guard bytes[position] == 0xFF else { return false }
    position += 1
    return true
  }

  private func level(below depth: Int) throws(ManifestError) -> Int {
    guard depth < CBORLimits.depth else { throw error(.tooDeep, "item") }
    return depth + 1
  }
}
