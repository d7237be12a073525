import Glibc

/// A connection that the library has closed while its client may still be sending. Closing it
/// altogether would make the system discard the answer on its way, so what comes is read and thrown
/// away for a while.
final class LingeringSocket: Sendable {
  typealias Instant = SuspendingClock.Instant

  /// Beyond, connections are closed at once.
  static let most = 64
  private static let patience: Duration = .seconds(5)

  let descriptor: CInt
  private let until: Instant

  /// Nil when the client has already closed its side.
  init?(following original: CInt, now: Instant) {
    guard ClientPresence.of([original]) == [.there] else { return nil }
    descriptor = fcntl(original, F_DUPFD_CLOEXEC, 0)
    guard descriptor >= 0 else { return nil }
    until = now + LingeringSocket.patience
    shutdown(descriptor, CInt(SHUT_WR))
  }

  deinit { if descriptor >= 0 { close(descriptor) } }

  /// Reads what is there; true when the connection can be closed.
  func drain(now: Instant) -> Bool {
    if now > until { return true }
    return withUnsafeTemporaryAllocation(byteCount: 65536, alignment: 16) { buffer in
      for _ in 0..<16 {
        let count = recv(
          descriptor, buffer.baseAddress, buffer.count, CInt(MSG_DONTWAIT))
        if count > 0 { continue }
        return count == 0 || errno != EAGAIN && errno != EINTR
      }
      return false
    }
  }
}
