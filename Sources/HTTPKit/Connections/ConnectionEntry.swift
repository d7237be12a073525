/// What is known of one connection.
struct ConnectionEntry {
  typealias Instant = SuspendingClock.Instant

  /// What is being waited for.
  enum Phase {
    /// The head of a request, until then.
    case head(until: Instant)
    /// The rest of a body, of which so many bytes are there.
    case body(since: Instant, bytes: Int)
    /// The handler, or the next event of a stream.
    case handler
    /// The client, who takes the response, until then.
    case sending(until: Instant)
  }

  let descriptor: CInt
  let peer: String
  var phase: Phase
  /// When the phase began.
  var changed: Instant
  /// Whether the library has taken the connection over.
  var isTaken = false
  /// Whether a request has ever been complete.
  var hasAsked = false
  /// Shut down by us, and about to be closed.
  var isCut = false
  var exchange: Exchange?
  /// Since when the client has been sending no more, and nothing was read.
  var silentSince: Instant?
}
