/// Reading numbers and signatures from foreign bytes: every access is checked, and nil stands for
/// "beyond the end".
extension [UInt8] {
  /// Whether `pattern` stands at `offset`.
  func has(_ pattern: [UInt8], at offset: Int) -> Bool {
    offset >= 0 && count - offset >= pattern.count
      && self[offset..<offset + pattern.count].elementsEqual(pattern)
  }

  /// Whether the ASCII text stands at `offset`.
  func hasASCII(_ text: StaticString, at offset: Int) -> Bool {
    text.withUTF8Buffer { has(Array($0), at: offset) }
  }

  /// An unsigned number of 1 to 7 bytes at `offset`.
  func unsigned(at offset: Int, bytes width: Int, isBigEndian: Bool) -> Int? {
    guard offset >= 0, offset <= count - width else { return nil }
    var value = 0
    for i in 0..<width {
      let byte = self[isBigEndian ? offset + i : offset + width - 1 - i]
      value = value << 8 | Int(byte)
    }
    return value
  }

  /// The four bytes at `offset` as Latin-1 text.
  func fourCharacterCode(at offset: Int) -> String? {
    guard offset >= 0, offset <= count - 4 else { return nil }
    return String(
      String.UnicodeScalarView(self[offset..<offset + 4].map { Unicode.Scalar($0) }))
  }

  /// Appends `value` as `width` bytes.
  mutating func append(_ value: Int, bytes width: Int, isBigEndian: Bool) {
    for i in 0..<width {
      let shift = 8 * (isBigEndian ? width - 1 - i : i)
      append(UInt8(truncatingIfNeeded: value >> shift))
    }
  }
}
