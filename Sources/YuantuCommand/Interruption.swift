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

  /// Does `work` in a task that is cancelled when the wish comes, from its first moment on.
  static func cancelling<Outcome: Sendable>(
    _ work: @escaping @Sendable () async -> Outcome
  ) async -> Outcome {
    let (starts, start) = AsyncStream.makeStream(of: Void.self)
    let task = Task {
      for await _ in starts { break }
      return await work()
    }
    // Cancels from the signal's own thread: those of tasks may all be waiting for something.
    let interruption = Interruption { task.cancel() }
    start.yield()
    let outcome = await task.value
    interruption.end()
    return outcome
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
