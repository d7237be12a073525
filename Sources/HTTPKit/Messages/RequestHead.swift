/// The first part of a request: its line and its header fields.
public struct RequestHead: Sendable {
  /// "GET", "POST", … as received, but a HEAD request reads GET: the server leaves the body away.
  public let method: String
  /// The segments of the path, percent-decoded; "/" is none. A closing slash adds an empty one. No
  /// segment is "." or ".." or holds a slash, a backslash or a control character.
  public let path: [String]
  /// The query, percent-decoded; of a repeated name the first value.
  public let query: [String: String]
  /// The client's numeric address.
  public let peer: String

  let fields: HeaderFields

  /// The value of the first field of that name in any case; bytes that are not UTF-8 are replaced.
  public func header(_ name: String) -> String? { fields.first(name) }

  /// The value of the first cookie of that name (RFC 6265 §5.4).
  public func cookie(_ name: String) -> String? {
    for field in fields.all("cookie") {
      for pair in field.split(separator: ";") {
        let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
        if parts.count == 2, parts[0].trimmed == name { return String(parts[1].trimmed) }
      }
    }
    return nil
  }

  /// The length of the body in bytes when the client says it.
  public var contentLength: Int? { fields.first("content-length").flatMap { Int($0) } }
}
