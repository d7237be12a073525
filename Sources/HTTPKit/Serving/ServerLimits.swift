/// What clients may take up.
public struct ServerLimits: Sendable {
  /// Connections at a time. When all are taken, an idle one makes room for the next client; when
  /// none is idle, the client is answered 503.
  public var connections = 512
  /// Seconds a connection may take for the head of its first request, TLS included.
  public var headSeconds = 10
  /// Seconds without a byte in either direction while one is expected; also how long a connection
  /// is kept for a next request, whose head then has `headSeconds`.
  public var idleSeconds = 30
  /// Bodies in either direction may take this long and a second more for every
  /// `bytesPerSecond`; event streams have no end.
  public var bodySeconds = 30
  /// The slowest average speed of a body.
  public var bytesPerSecond = 16384
  /// Seconds of silence after which an event stream sends a comment.
  public var pingSeconds = 15

  /// The defaults.
  public init() {}
}
