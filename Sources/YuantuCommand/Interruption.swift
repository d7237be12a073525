import Dispatch
import Glibc

/// The wish to end, by Ctrl-C or from the system.
struct Interruption {
  private let sources: [any DispatchSourceSignal]

  /// Calls `act` whenever it comes, on a thread of its own, until `end`.
  init(_ act: @escaping @Sendable () -> Void) {
    sources = [SIGINT, SIGTERM, SIGHUP].map { number in
      signal(number, SIG_IGN)
      let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
      source.setEventHandler(handler: act)
      source.resume()
      return source
    }
  }

  /// Listens no more.
  func end() {
    for source in sources { source.cancel() }
  }

  /// Returns when it comes.
  static func awaited() async {
    let (wishes, continuation) = AsyncStream.makeStream(of: Void.self)
    let interruption = Interruption { continuation.yield() }
    for await _ in wishes { break }
    interruption.end()
  }
}
