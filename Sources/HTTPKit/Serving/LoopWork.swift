import Glibc

/// What the server's own thread does.
final class LoopWork: Sendable {
  typealias Instant = SuspendingClock.Instant

  private static let tickMilliseconds: CInt = 250
  /// Clients accepted before anything else is looked after.
  private static let mostAtOnce = 256
  private static let busy = """
    HTTP/1.1 503 Service Unavailable\r\nContent-Length: 0\r\nRetry-After: 1\r\n\
    Connection: close\r\n\r\n
    """

  private let listener: Listener
  private let daemon: Daemon
  private let core: ServerCore
  private let isEncrypted: Bool
  private let pingAfter: Duration
  private let wake: CInt

  init(
    _ listener: consuming Listener, _ daemon: Daemon, _ core: ServerCore,
    _ configuration: ServerConfiguration, wake: CInt
  ) {
    self.listener = listener
    self.daemon = daemon
    self.core = core
    isEncrypted = configuration.tls != nil
    pingAfter = .seconds(configuration.limits.pingSeconds)
    self.wake = wake
  }

  /// Returns when `wake` becomes readable.
  func run() {
    var swept = Instant.now
    var isShort = false
    while true {
      let lingering = core.roster.lingering
      var polled = [
        pollfd(fd: wake, events: Int16(POLLIN), revents: 0),
        // Without descriptors left, a waiting client would keep us busy with nothing.
        pollfd(fd: isShort ? -1 : listener.descriptor, events: Int16(POLLIN), revents: 0),
      ]
      polled += lingering.map { pollfd(fd: $0.descriptor, events: Int16(POLLIN), revents: 0) }
      let isIdle = !isShort && core.roster.isEmpty
      poll(&polled, nfds_t(polled.count), isIdle ? -1 : LoopWork.tickMilliseconds)
      if polled[0].revents != 0 {
        core.roster.release(core.roster.lingering)
        return
      }
      if polled[1].revents != 0 { isShort = accept() }
      let now = Instant.now
      core.roster.release(lingering.filter { $0.drain(now: now) })
      if now - swept >= .milliseconds(Int(LoopWork.tickMilliseconds)) {
        swept = now
        isShort = false
        sweep(now)
      }
    }
  }

  /// True when the system has no descriptors left.
  private func accept() -> Bool {
    for _ in 0..<LoopWork.mostAtOnce {
      switch listener.accept() {
      case .success(let socket): admit(socket)
      case .failure(let failure):
        if failure.isEmpty { return false }
        if failure.isShortage {
          core.roster.makeRoom(now: .now)
          return true
        }
      // Otherwise the client has left before its turn.
      }
    }
    return false
  }

  private func admit(_ socket: AcceptedSocket) {
    guard core.roster.admit(socket, now: .now) else {
      if !isEncrypted {
        let answer = Array(LoopWork.busy.utf8)
        send(
          socket.descriptor, answer, answer.count,
          CInt(MSG_NOSIGNAL) | CInt(MSG_DONTWAIT))
      }
      core.roster.turnAway(socket.descriptor, now: .now)
      return
    }
    if !daemon.add(socket) { core.roster.refused(socket.descriptor) }
  }

  private func sweep(_ now: Instant) {
    let (left, waiting) = core.roster.sweep(now: now)
    for exchange in left { exchange.abandon() }
    for exchange in waiting { exchange.ping(after: pingAfter, now: now) }
  }
}
