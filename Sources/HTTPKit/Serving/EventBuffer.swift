/// The bytes of an event stream between the handler and the connection.
struct EventBuffer {
  typealias Instant = SuspendingClock.Instant

  /// With more than so many bytes the handler's next event waits.
  static let enough = 65536

  private var bytes: [UInt8] = []
  private var start = 0
  /// When bytes were last added.
  private(set) var added: Instant
  var isFinished = false

  init(now: Instant) { added = now }

  var count: Int { bytes.count - start }

  mutating func append(_ more: [UInt8], now: Instant) {
    bytes += more
    added = now
  }

  /// Moves as many bytes as fit into `buffer`.
  mutating func take(into buffer: UnsafeMutableRawBufferPointer) -> Int {
    let taken = min(count, buffer.count)
    bytes[start..<start + taken].withUnsafeBytes { buffer.copyMemory(from: $0) }
    start += taken
    if start == bytes.count {
      bytes.removeAll(keepingCapacity: bytes.capacity <= EventBuffer.enough * 2)
      start = 0
    }
    return taken
  }
}
