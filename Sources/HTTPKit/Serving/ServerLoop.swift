import Glibc

/// The server's own thread: it accepts connections, sees to their deadlines, and notices clients
/// that leave while they wait.
final class ServerLoop: Sendable {
  /// The thread waits at the first for the second to be shut down.
  private let ends: [CInt]
  private let thread: SystemThread

  init(
    _ listener: consuming Listener, _ daemon: Daemon, _ core: ServerCore,
    _ configuration: ServerConfiguration
  ) throws(HTTPError) {
    var ends: [CInt] = [0, 0]
    let kind = CInt(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue)
    guard socketpair(AF_UNIX, kind, 0, &ends) == 0 else { throw HTTPError(errno: errno) }
    self.ends = ends
    let work = LoopWork(listener, daemon, core, configuration, wake: ends[0])
    do throws(HTTPError) {
      thread = try SystemThread { work.run() }
    } catch {
      for end in ends { close(end) }
      throw error
    }
  }

  deinit { for end in ends { close(end) } }

  /// Ends the thread; the port is free afterwards. To be called once.
  func stop() {
    shutdown(ends[1], CInt(SHUT_RDWR))
    thread.join()
  }
}
