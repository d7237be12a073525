/// Writes CBOR in the core deterministic encoding (RFC 8949 §4.2.1): the shortest head and the
/// shortest floating-point form that keep the value, definite lengths, and map entries sorted
/// bytewise by their encoded keys.
public struct CBOREncoder {
  private var bytes: [UInt8] = []

  private init() {}

  /// The deterministic encoding of `value`.
  ///
  /// Errors: `duplicateKey` for a map with one key twice, `tooDeep` beyond 32 levels,
  /// `valueOutOfRange` for a simple value that has no encoding (20…31).
  public static func encode(_ value: CBORValue) throws(ManifestError) -> [UInt8] {
    var encoder = CBOREncoder()
    try encoder.append(value, depth: 0)
    return encoder.bytes
  }

  private mutating func append(_ value: CBORValue, depth: Int) throws(ManifestError) {
    switch value {
    case .unsigned(let number): appendHead(0, number)
    case .negative(let argument): appendHead(1, argument)
    case .byteString(let string):
      appendHead(2, UInt64(string.count))
      bytes += string
    case .textString(let text):
      appendHead(3, UInt64(text.utf8.count))
      bytes += text.utf8
    case .array(let items):
      let inner = try Self.level(below: depth)
      appendHead(4, UInt64(items.count))
      for item in items { try append(item, depth: inner) }
    case .map(let entries): try append(entries, depth: Self.level(below: depth))
    case .tag(let number, let item):
      let inner = try Self.level(below: depth)
      appendHead(6, number)
      try append(item, depth: inner)
    case .bool(let flag): bytes.append(flag ? 0xF5 : 0xF4)
    case .null: bytes.append(0xF6)
    case .undefined: bytes.append(0xF7)
    case .simple(let number):
      guard number < 20 || number >= 32 else {
        throw ManifestError(code: .valueOutOfRange, detail: "simple value \(number)")
      }
      appendHead(7, UInt64(number))
    case .float(let number): append(number)
    }
  }

  private mutating func append(_ entries: [CBOREntry], depth: Int) throws(ManifestError) {
    var encoded: [(key: [UInt8], value: CBORValue)] = []
    encoded.reserveCapacity(entries.count)
    for entry in entries {
      var key = CBOREncoder()
      try key.append(entry.key, depth: depth)
      encoded.append((key.bytes, entry.value))
    }
    encoded.sort { $0.key.lexicographicallyPrecedes($1.key) }
    for (entry, next) in zip(encoded, encoded.dropFirst()) where entry.key == next.key {
      throw ManifestError(code: .duplicateKey, detail: "a map given to the encoder")
    }
    appendHead(5, UInt64(encoded.count))
    for entry in encoded {
      bytes += entry.key
      try append(entry.value, depth: depth)
    }
  }

  private mutating func append(_ number: Double) {
    if number.isNaN {
      bytes += [0xF9, 0x7E, 0x00]
    } else if case let half = Float16(number), Double(half) == number {
      bytes.append(0xF9)
      appendBigEndian(half.bitPattern)
    } else if case let single = Float(number), Double(single) == number {
      bytes.append(0xFA)
      appendBigEndian(single.bitPattern)
    } else {
      bytes.append(0xFB)
      appendBigEndian(number.bitPattern)
    }
  }

  private mutating func appendHead(_ majorType: UInt8, _ argument: UInt64) {
    let high = majorType << 5
    if argument < 24 {
      bytes.append(high | UInt8(argument))
    } else if let small = UInt8(exactly: argument) {
      bytes += [high | 24, small]
    } else if let small = UInt16(exactly: argument) {
      bytes.append(high | 25)
      appendBigEndian(small)
    } else if let small = UInt32(exactly: argument) {
      bytes.append(high | 26)
      appendBigEndian(small)
    } else {
      bytes.append(high | 27)
      appendBigEndian(argument)
    }
  }

  private mutating func appendBigEndian(_ number: some FixedWidthInteger) {
    withUnsafeBytes(of: number.bigEndian) { bytes += $0 }
  }

  private static func level(below depth: Int) throws(ManifestError) -> Int {
    guard depth < CBORLimits.depth else {
      throw ManifestError(code: .tooDeep, detail: "more than \(CBORLimits.depth) levels")
    }
    return depth + 1
  }
}
