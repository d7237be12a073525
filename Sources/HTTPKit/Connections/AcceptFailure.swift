import Glibc

/// Why no client was accepted.
struct AcceptFailure: Error {
  /// An errno value.
  let number: CInt

  /// Nobody is waiting any more.
  var isEmpty: Bool { number == EAGAIN || number == EWOULDBLOCK }

  /// The process or the system has no descriptor or memory left; the client goes on waiting.
  var isShortage: Bool {
    number == EMFILE || number == ENFILE || number == ENOBUFS || number == ENOMEM
  }
}
