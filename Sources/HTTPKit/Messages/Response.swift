/// What a request is answered with.
public struct Response: Sendable {
  /// 200 … 599.
  public var status: Int
  /// Fields, sent in this order. Control characters in values are left away, and so are fields whose
  /// name is no token and those about length, framing and connection, which are the server's.
  public var headers: [(String, String)]
  /// What follows the fields.
  public var body: Body

  /// Where a body comes from.
  public enum Body: Sendable {
    /// These bytes.
    case bytes([UInt8])
    /// A regular file; parts of it where the client asks for a range. A file that cannot be opened
    /// makes the answer 404, or 500 for another reason than absence.
    case file(path: String)
    /// Events as they come (server-sent events), until the stream ends or the client leaves.
    case events(AsyncStream<ServerEvent>)
  }

  /// A response of these parts.
  public init(status: Int, headers: [(String, String)] = [], body: Body = .bytes([])) {
    self.status = status
    self.headers = headers
    self.body = body
  }

  /// The server's own short answer.
  static func plain(_ status: Int) -> Response {
    Response(
      status: status, headers: [("Content-Type", "text/plain; charset=utf-8")],
      body: .bytes(Array("\(status)\n".utf8)))
  }
}
