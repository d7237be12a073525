/// Reads the boxes of a manifest store, bounded in depth and number.
///
/// Lengths are believed only as far as the enclosing box reaches. Refused are a box that claims to
/// reach to the end of the file (length 0), one that is shorter than its header, a superbox without a
/// description, a malformed description, and a label with characters that are not allowed.
struct JUMBFReader {
  /// How deep superboxes are nested at most. A manifest store needs four levels.
  static let mostDepth = 16
  /// How many boxes there are at most, in the whole store.
  static let mostBoxes = 20_000

  private let bytes: [UInt8]
  private var boxesLeft: Int

  private init(_ bytes: [UInt8], boxesLeft: Int) {
    self.bytes = bytes
    self.boxesLeft = boxesLeft
  }

  /// The one box that `bytes` consist of from `start` on. `boxesLeft` is how many boxes there may be, and how
  /// many there may still be afterwards.
  ///
  /// Errors: `truncated`, `trailingBytes`, `malformedBox`, `tooDeep`, `tooLarge`.
  static func read(
    _ bytes: [UInt8], from start: Int = 0, boxesLeft: inout Int
  ) throws(ManifestError) -> JUMBFBox {
    var reader = JUMBFReader(bytes, boxesLeft: boxesLeft)
    defer { boxesLeft = reader.boxesLeft }
    let box = try reader.box(at: start, end: bytes.count, depth: 0)
    guard box.range.upperBound == bytes.count else {
      throw ManifestError(
        code: .trailingBytes, detail: "\(bytes.count - box.range.upperBound) bytes")
    }
    return box
  }

  private mutating func box(at start: Int, end: Int, depth: Int) throws(ManifestError) -> JUMBFBox {
    boxesLeft -= 1
    guard boxesLeft >= 0 else {
      throw ManifestError(code: .tooLarge, detail: "more than \(Self.mostBoxes) boxes")
    }
    guard end - start >= 8 else { throw error(.truncated, "a box header", start) }
    var length = UInt64(number(at: start, count: 4))
    var header = 8
    if length == 1 {
      guard end - start >= 16 else { throw error(.truncated, "a long box header", start) }
      length = number(at: start + 8, count: 8)
      header = 16
    }
    guard length >= UInt64(header) else { throw error(.malformedBox, "length \(length)", start) }
    guard length <= UInt64(end - start) else { throw error(.truncated, "a box", start) }
    let range = start..<start + Int(length)
    let payload = start + header..<range.upperBound
    let characters = bytes[(start + 4)..<(start + 8)]
    guard characters.allSatisfy({ (0x20...0x7E).contains($0) }) else {
      throw error(.malformedBox, "a type that is no text", start)
    }
    let type = String(decoding: characters, as: UTF8.self)
    guard type == "jumb" else {
      return JUMBFBox(type: type, range: range, payload: payload, description: nil, children: [])
    }
    guard depth < Self.mostDepth else { throw error(.tooDeep, "a superbox", start) }
    let first = try box(at: payload.lowerBound, end: payload.upperBound, depth: depth + 1)
    guard first.type == "jumd" else {
      throw error(.malformedBox, "a superbox without a description", start)
    }
    let description = try description(first.payload)
    var children: [JUMBFBox] = []
    var position = first.range.upperBound
    while position < payload.upperBound {
      let child = try box(at: position, end: payload.upperBound, depth: depth + 1)
      children.append(child)
      position = child.range.upperBound
    }
    return JUMBFBox(
      type: type, range: range, payload: payload, description: description, children: children)
  }

  private func description(_ range: Range<Int>) throws(ManifestError) -> JUMBFDescription {
    guard range.count >= 17 else {
      throw error(.malformedBox, "a short description", range.lowerBound)
    }
    let type = JUMBFType(bytes: Array(bytes[range.prefix(16)]))
    let toggles = bytes[range.lowerBound + 16]
    var position = range.lowerBound + 17
    var label: String?
    if toggles & JUMBFDescription.hasLabel != 0 {
      guard let zero = bytes[position..<range.upperBound].firstIndex(of: 0),
        let text = String(validating: bytes[position..<zero], as: UTF8.self),
        JUMBFLabel.isValid(text)
      else { throw error(.malformedBox, "a label", position) }
      label = text
      position = zero + 1
    }
    if toggles & JUMBFDescription.hasIdentifier != 0 { position += 4 }
    if toggles & JUMBFDescription.hasHash != 0 { position += 32 }
    guard position <= range.upperBound else {
      throw error(.malformedBox, "a short description", range.lowerBound)
    }
    let rest = range.upperBound - position
    let hasPrivateBox = toggles & JUMBFDescription.hasPrivateBox != 0
    guard hasPrivateBox ? rest >= 8 && number(at: position, count: 4) == UInt64(rest) : rest == 0
    else { throw error(.malformedBox, "bytes after a description", position) }
    let plain = JUMBFDescription.requestable | JUMBFDescription.hasLabel
    return JUMBFDescription(
      type: type, toggles: toggles, label: label, hasMore: toggles != plain)
  }

  /// `count` bytes that the caller knows to be there.
  private func number(at offset: Int, count: Int) -> UInt64 {
    bytes[offset..<offset + count].reduce(0) { $0 << 8 | UInt64($1) }
  }

  private func error(_ code: ManifestError.Code, _ what: String, _ offset: Int) -> ManifestError {
    ManifestError(code: code, detail: "\(what) at offset \(offset)")
  }
}
