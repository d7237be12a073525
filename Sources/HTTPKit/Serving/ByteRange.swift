/// The part of a file that a client asks for (RFC 9110 §14): one range of bytes.
enum ByteRange: Equatable {
  case whole
  case part(Range<Int>)
  case unsatisfiable

  /// Several ranges, other units, malformed ones and conditional ones are answered with the whole,
  /// as the standard allows.
  static func wanted(by head: RequestHead, of size: Int) -> ByteRange {
    guard head.method == "GET", head.header("if-range") == nil, let text = head.header("range")
    else { return .whole }
    return wanted(by: text, of: size)
  }

  static func wanted(by text: String, of size: Int) -> ByteRange {
    let unit = "bytes="
    guard text.lowercasedASCII.hasPrefix(unit) else { return .whole }
    let ends = text.dropFirst(unit.count).split(
      separator: "-", maxSplits: 1, omittingEmptySubsequences: false)
    guard ends.count == 2 else { return .whole }
    let (first, last) = (number(ends[0].trimmed), number(ends[1].trimmed))
    switch (first, last, ends[0].trimmed.isEmpty, ends[1].trimmed.isEmpty) {
    case (let first?, let last?, _, _):
      guard first <= last else { return .whole }
      return first < size ? .part(first..<min(last, size - 1) + 1) : .unsatisfiable
    case (let first?, nil, _, true): return first < size ? .part(first..<size) : .unsatisfiable
    case (nil, let count?, true, _):
      return count > 0 && size > 0 ? .part(max(0, size - count)..<size) : .unsatisfiable
    default: return .whole
    }
  }

  /// Decimal digits only; what is too large for a number is larger than any file.
  private static func number(_ text: Substring) -> Int? {
    guard !text.isEmpty, text.utf8.allSatisfy({ (48...57).contains($0) }) else { return nil }
    return Int(text) ?? Int.max
  }
}
