import Synchronization

/// Counts what happened and lets a test wait for it.
final class Witness: Sendable {
  private let counted = Mutex(0)

  var count: Int { counted.withLock { $0 } }

  func note() { counted.withLock { $0 += 1 } }

  /// Whether it has happened `times` within some seconds.
  func saw(_ times: Int = 1, within seconds: Int = 8) async -> Bool {
    for _ in 0..<seconds * 100 {
      if count >= times { return true }
      try? await Task.sleep(for: .milliseconds(10))
    }
    return false
  }
}
