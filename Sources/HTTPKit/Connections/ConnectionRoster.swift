import Glibc
import Synchronization

/// The open connections with their deadlines. A descriptor in here is open: the library closes it
/// only after `closed`.
final class ConnectionRoster: Sendable {
  typealias Instant = SuspendingClock.Instant

  private struct State {
    var entries: [UInt64: ConnectionEntry] = [:]
    var numbers: [CInt: UInt64] = [:]
    var next: UInt64 = 1
    var cut = 0
    var isStopping = false
    var lingering: [LingeringSocket] = []
  }

  /// Connections that are shut down and wait to be closed may exceed the limit by so many.
  private static let mostCut = 64
  /// A connection that has just changed its phase is not made to give way.
  private static let untouchable: Duration = .seconds(1)
  /// When room is needed, bodies have this much time instead of `ServerLimits.bodySeconds`.
  private static let creeping: Duration = .seconds(5)
  /// A client that sends no more but may still read gets this long for its answer, or for what it
  /// sent to be read.
  private static let silence: Duration = .seconds(1)

  private let limits: ServerLimits
  private let state = Mutex(State())

  init(limits: ServerLimits) { self.limits = limits }

  /// Whether there is nothing to look after.
  var isEmpty: Bool { state.withLock { $0.entries.isEmpty && $0.lingering.isEmpty } }

  // MARK: coming and going

  /// Enters a client; false when there is no room.
  func admit(_ socket: AcceptedSocket, now: Instant) -> Bool {
    state.withLock { state in
      // The system gives a number anew only after it was closed.
      if let stale = state.numbers[socket.descriptor] { forget(stale, &state) }
      if state.entries.count - state.cut >= limits.connections, !makeRoom(&state, now) {
        return false
      }
      let until = now + .seconds(limits.headSeconds)
      state.entries[state.next] = ConnectionEntry(
        descriptor: socket.descriptor, peer: socket.address.numeric, phase: .head(until: until),
        changed: now)
      state.numbers[socket.descriptor] = state.next
      state.next += 1
      return true
    }
  }

  /// Makes a connection give way, for lack of descriptors.
  func makeRoom(now: Instant) { state.withLock { _ = makeRoom(&$0, now) } }

  /// Cuts the connection that deserves its place least: one that never sent a head, one that rests
  /// between two requests, or one whose body creeps; the oldest of its kind.
  private func makeRoom(_ state: inout State, _ now: Instant) -> Bool {
    guard state.cut < ConnectionRoster.mostCut else { return false }
    let ranked = state.entries.compactMap { number, entry in
      rank(entry, now).map { (number, $0, entry.changed) }
    }
    // One too young keeps its place, and so do all that deserve theirs more: a flood must not wash
    // away those who were there before it.
    guard let victim = ranked.min(by: { ($0.1, $0.2) < ($1.1, $1.2) }),
      now - victim.2 >= ConnectionRoster.untouchable
    else { return false }
    cut(victim.0, &state)
    return true
  }

  /// The lowest gives way first; nil when it keeps its place.
  private func rank(_ entry: ConnectionEntry, _ now: Instant) -> Int? {
    guard entry.isTaken, !entry.isCut else { return nil }
    switch entry.phase {
    case .head: return entry.hasAsked ? 1 : 0
    case .body(let since, let bytes):
      let patience = ConnectionRoster.creeping + .seconds(bytes / max(1, limits.bytesPerSecond))
      return now - since > patience ? 2 : nil
    case .handler, .sending: return nil
    }
  }

  /// The number of a connection that the library has taken over; 0 when it is none of ours.
  func taken(_ descriptor: CInt) -> UInt64 {
    state.withLock { state in
      guard let number = state.numbers[descriptor] else { return 0 }
      state.entries[number]?.isTaken = true
      return number
    }
  }

  /// The library has refused a connection and closed it.
  func refused(_ descriptor: CInt) {
    state.withLock { state in
      if let number = state.numbers[descriptor] { forget(number, &state) }
    }
  }

  /// The library is about to close the descriptor.
  func closed(_ number: UInt64, now: Instant) {
    state.withLock { state in
      guard let entry = state.entries[number] else { return }
      if !entry.isCut, !state.isStopping,
        state.lingering.count < LingeringSocket.most,
        let socket = LingeringSocket(following: entry.descriptor, now: now)
      {
        state.lingering.append(socket)
      }
      forget(number, &state)
    }
  }

  private func forget(_ number: UInt64, _ state: inout State) {
    guard let entry = state.entries.removeValue(forKey: number) else { return }
    state.numbers[entry.descriptor] = nil
    if entry.isCut { state.cut -= 1 }
  }

  /// Ends the connection without a word; the library notices and closes it.
  private func cut(_ number: UInt64, _ state: inout State) {
    // What the library never took over may be closed already, and its number someone else's.
    guard let entry = state.entries[number], entry.isTaken, !entry.isCut else { return }
    shutdown(entry.descriptor, CInt(SHUT_RDWR))
    state.entries[number]?.isCut = true
    state.cut += 1
  }

  /// Closes a client's socket that was not admitted and has got its answer.
  func turnAway(_ descriptor: CInt, now: Instant) {
    state.withLock { state in
      if state.lingering.count < LingeringSocket.most,
        let socket = LingeringSocket(following: descriptor, now: now)
      {
        state.lingering.append(socket)
      }
    }
    close(descriptor)
  }

  /// The sockets whose clients are still to read a last answer.
  var lingering: [LingeringSocket] { state.withLock { $0.lingering } }

  /// Lets go of sockets that need not linger any more.
  func release(_ sockets: [LingeringSocket]) {
    guard !sockets.isEmpty else { return }
    state.withLock { state in
      state.lingering.removeAll { socket in sockets.contains { $0 === socket } }
    }
  }

  // MARK: requests

  func peer(_ number: UInt64) -> String { state.withLock { $0.entries[number]?.peer ?? "" } }

  /// False when the server is about to stop.
  func began(_ number: UInt64, _ exchange: Exchange, now: Instant) -> Bool {
    state.withLock { state in
      guard !state.isStopping, state.entries[number] != nil else { return false }
      state.entries[number]?.exchange = exchange
      state.entries[number]?.hasAsked = true
      enter(.body(since: now, bytes: 0), number, &state, now)
      return true
    }
  }

  func received(_ number: UInt64, _ count: Int) {
    state.withLock { state in
      guard case .body(let since, let bytes) = state.entries[number]?.phase else { return }
      state.entries[number]?.phase = .body(since: since, bytes: bytes + count)
      state.entries[number]?.silentSince = nil
    }
  }

  func handling(_ number: UInt64, now: Instant) {
    state.withLock { enter(.handler, number, &$0, now) }
  }

  /// A response of so many bytes is on its way.
  func sending(_ number: UInt64, bytes: Int, now: Instant) {
    state.withLock { enter(.sending(until: now + allowance(bytes)), number, &$0, now) }
  }

  func ended(_ number: UInt64, now: Instant) {
    state.withLock { state in
      let until = now + .seconds(limits.idleSeconds + limits.headSeconds)
      enter(.head(until: until), number, &state, now)
      state.entries[number]?.exchange = nil
    }
  }

  private func enter(
    _ phase: ConnectionEntry.Phase, _ number: UInt64, _ state: inout State, _ now: Instant
  ) {
    state.entries[number]?.silentSince = nil
    state.entries[number]?.phase = phase
    state.entries[number]?.changed = now
  }

  private func allowance(_ bytes: Int) -> Duration {
    .seconds(limits.bodySeconds) + .seconds(bytes / max(1, limits.bytesPerSecond))
  }

  /// Sends bytes past the library, to a connection that is closed next.
  func sendLast(_ bytes: [UInt8], to number: UInt64) {
    state.withLock { state in
      guard let entry = state.entries[number] else { return }
      _ = send(
        entry.descriptor, bytes, bytes.count, CInt(MSG_NOSIGNAL) | CInt(MSG_DONTWAIT))
    }
  }

  // MARK: watching

  /// Cuts what is overdue. Returns the exchanges whose clients have left, and the others that wait
  /// for their handlers: the library does not watch a suspended connection.
  func sweep(now: Instant) -> (left: [Exchange], waiting: [Exchange]) {
    state.withLock { state in
      for (number, entry) in state.entries where isOverdue(entry, now) {
        if entry.isTaken { cut(number, &state) } else { forget(number, &state) }
      }
      let watched = state.entries.filter { $0.value.isTaken && !$0.value.isCut }
      var left: [Exchange] = []
      var waiting: [Exchange] = []
      for (connection, presence) in zip(watched, ClientPresence.of(watched.map(\.value.descriptor)))
      {
        let (number, entry) = connection
        let isGone = isGone(presence, entry.silentSince, now)
        if presence == .silent, entry.silentSince == nil {
          state.entries[number]?.silentSince = now
        }
        switch entry.phase {
        case .handler:
          guard let exchange = entry.exchange else { continue }
          if isGone { left.append(exchange) } else { waiting.append(exchange) }
        // The library overlooks an end that comes together with the last bytes.
        case .head, .body: if isGone { cut(number, &state) }
        case .sending: continue
        }
      }
      return (left, waiting)
    }
  }

  private func isGone(_ presence: ClientPresence, _ silentSince: Instant?, _ now: Instant) -> Bool {
    switch presence {
    case .there: false
    case .silent: silentSince.map { now - $0 >= ConnectionRoster.silence } ?? false
    case .gone: true
    }
  }

  private func isOverdue(_ entry: ConnectionEntry, _ now: Instant) -> Bool {
    if entry.isCut { return false }
    return switch entry.phase {
    case .head(let until): now > until
    case .body(let since, let bytes): now - since > allowance(bytes)
    case .handler: false
    case .sending(let until): now > until
    }
  }

  /// Lets no request begin any more, cuts all connections and returns what is going on.
  func stop() -> [Exchange] {
    state.withLock { state in
      state.isStopping = true
      for number in Array(state.entries.keys) { cut(number, &state) }
      return state.entries.values.compactMap(\.exchange)
    }
  }
}
