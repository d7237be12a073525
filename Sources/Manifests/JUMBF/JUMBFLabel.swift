/// Labels of superboxes (ISO/IEC 19566-5 §A.3; C2PA 2.2 §6.2, §6.4).
enum JUMBFLabel {
  /// The longest label, in bytes.
  static let mostBytes = 1024

  /// Whether the text may be a label: not empty, no control characters, none of `/ ; ? #`.
  static func isValid(_ text: String) -> Bool {
    guard (1...mostBytes).contains(text.utf8.count) else { return false }
    return text.unicodeScalars.allSatisfy { scalar in
      switch scalar.value {
      case 0...0x1F, 0x7F...0x9F: false
      default: !["/", ";", "?", "#"].contains(scalar)
      }
    }
  }

  /// An assertion label without the number of its instance: `c2pa.actions` of `c2pa.actions__2`.
  static func withoutInstance(_ label: String) -> String {
    guard let range = label.utf8.lastRange(ofPair: UInt8(ascii: "_")),
      !label.utf8[range.upperBound...].isEmpty,
      label.utf8[range.upperBound...].allSatisfy({ (0x30...0x39).contains($0) })
    else { return label }
    return String(label[..<range.lowerBound])
  }

  /// An assertion label without instance and version: `c2pa.ingredient` of `c2pa.ingredient.v3__1`.
  static func kind(_ label: String) -> String {
    let base = withoutInstance(label)
    guard let dot = base.lastIndex(of: "."), base[dot...].dropFirst().first == "v",
      base[dot...].count > 2, base[dot...].dropFirst(2).allSatisfy({ ("0"..."9").contains($0) })
    else { return base }
    return String(base[..<dot])
  }
}

extension String.UTF8View {
  /// The last place where `byte` stands twice in a row.
  fileprivate func lastRange(ofPair byte: UInt8) -> Range<Index>? {
    var end = endIndex
    while end > startIndex {
      let second = index(before: end)
      guard second > startIndex else { return nil }
      let first = index(before: second)
      if self[first] == byte, self[second] == byte { return first..<end }
      end = second
    }
    return nil
  }
}
