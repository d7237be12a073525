/// How the body of a request is delimited (RFC 9112 §6).
extension HeaderFields {
  /// The status to refuse the request with when its end is ambiguous or cannot be found: an
  /// intermediary that reads it otherwise would take the rest for a request of someone else's.
  var fault: Int? {
    guard namesAreTokens, all("host").count <= 1 else { return 400 }
    let lengths = all("content-length")
    let codings = all("transfer-encoding")
    if lengths.count > 1 || !lengths.isEmpty && !codings.isEmpty { return 400 }
    if let length = lengths.first, Int(length) == nil { return 400 }
    if codings.isEmpty { return nil }
    return codings.count == 1 && codings[0].lowercasedASCII == "chunked" ? nil : 501
  }

  /// Whether a body follows, as far as the head tells.
  var announcesBody: Bool {
    first("transfer-encoding") != nil || (first("content-length").flatMap { Int($0) } ?? 0) > 0
  }
}
