/// What a request asks for: path and query (RFC 9112 §3.2.1, RFC 3986 §3.3 and §3.4).
struct RequestTarget: Equatable {
  let path: [String]
  let query: [String: String]

  /// More than a page of ours ever sends; what follows makes the request malformed.
  static let mostPairs = 256

  /// Nil when `text` does not begin with a slash, is not properly encoded UTF-8, or has a segment
  /// that a file system would take for something else.
  init?(_ text: String) {
    guard text.utf8.first == UInt8(ascii: "/") else { return nil }
    let parts = text[...].utf8.split(
      separator: UInt8(ascii: "?"), maxSplits: 1, omittingEmptySubsequences: false)
    guard let path = RequestTarget.segments(of: parts[0].dropFirst()),
      let query = RequestTarget.pairs(of: parts.count == 2 ? parts[1] : ""[...].utf8)
    else { return nil }
    self.path = path
    self.query = query
  }

  private static func segments(of text: Substring.UTF8View) -> [String]? {
    guard !text.isEmpty else { return [] }
    var segments: [String] = []
    for part in text.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false) {
      guard let segment = PercentCoding.decoded(part), segment != ".", segment != "..",
        segment.utf8.allSatisfy({ $0 >= 0x20 && $0 != 0x7F && $0 != 0x2F && $0 != 0x5C })
      else { return nil }
      segments.append(segment)
    }
    return segments
  }

  private static func pairs(of text: Substring.UTF8View) -> [String: String]? {
    var query: [String: String] = [:]
    let parts = text.split(separator: UInt8(ascii: "&"), maxSplits: mostPairs)
    guard parts.count <= mostPairs else { return nil }
    for part in parts {
      let halves = part.split(
        separator: UInt8(ascii: "="), maxSplits: 1, omittingEmptySubsequences: false)
      guard let name = PercentCoding.decoded(halves[0], plusIsSpace: true),
        let value = PercentCoding.decoded(
          halves.count == 2 ? halves[1] : ""[...].utf8, plusIsSpace: true)
      else { return nil }
      if query[name] == nil { query[name] = value }
    }
    return query
  }
}
