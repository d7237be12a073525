import Dispatch
import Glibc

/// The wish to end, by Ctrl-C or from the system.
enum Interruption {
  /// Returns when it comes.
  static func awaited() async {
    let (wishes, continuation) = AsyncStream.makeStream(of: Void.self)
    let sources = [SIGINT, SIGTERM, SIGHUP].map { number in
      signal(number, SIG_IGN)
      let source = DispatchSource.makeSignalSource(signal: number)
      source.setEventHandler { continuation.yield() }
      source.resume()
      return source
    }
    for await _ in wishes { break }
    for source in sources { source.cancel() }
  }
}
