/// Writes boxes of a manifest store.
enum JUMBFWriter {
  /// A box of four characters and a payload.
  static func box(_ type: StaticString, _ payload: [UInt8]) -> [UInt8] {
    bigEndian(payload.count + 8) + type.withUTF8Buffer { Array($0) } + payload
  }

  /// A superbox. A salt of 16 or 32 bytes makes the hash over a guessable content unguessable.
  static func superbox(
    _ type: JUMBFType, label: String, salt: [UInt8]? = nil, _ contents: [[UInt8]]
  ) -> [UInt8] {
    var toggles = JUMBFDescription.requestable | JUMBFDescription.hasLabel
    if salt != nil { toggles |= JUMBFDescription.hasPrivateBox }
    var description = type.bytes + [toggles] + Array(label.utf8) + [0]
    if let salt { description += box("c2sh", salt) }
    return box("jumb", box("jumd", description) + contents.joined())
  }

  /// What a hashed URI to a superbox hashes: all of it but the header (C2PA 2.2 §8.4.2.3).
  static func hashed(_ superbox: [UInt8]) -> [UInt8] { Array(superbox.dropFirst(8)) }

  private static func bigEndian(_ count: Int) -> [UInt8] {
    precondition(count <= UInt32.max, "a box of more than 4 GiB")
    return withUnsafeBytes(of: UInt32(count).bigEndian) { Array($0) }
  }
}
