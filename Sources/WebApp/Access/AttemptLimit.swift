import Synchronization

/// Slows guessing down: so many attempts a minute from one address, and so many from all together.
final class AttemptLimit: Sendable {
  private struct State {
    var minute: Int64 = 0
    var all = 0
    var ofPeer: [String: Int] = [:]
  }

  private let mostOfPeer: Int
  private let mostOfAll: Int
  private let state = Mutex(State())

  init(ofPeer: Int, ofAll: Int) {
    mostOfPeer = ofPeer
    mostOfAll = ofAll
  }

  /// Counts an attempt at `now` (unix milliseconds); false when it has to wait for the next minute.
  func allows(_ peer: String, now: Int64) -> Bool {
    state.withLock { state in
      let minute = now / 60_000
      if state.minute != minute { state = State(minute: minute) }
      guard state.all < mostOfAll, state.ofPeer[peer, default: 0] < mostOfPeer else { return false }
      state.all += 1
      state.ofPeer[peer, default: 0] += 1
      return true
    }
  }
}
