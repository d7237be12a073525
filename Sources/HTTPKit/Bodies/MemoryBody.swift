/// A body in memory.
final class MemoryBody: BodySink {
  private var bytes: [UInt8] = []
  private let most: Int

  init(atMost most: Int) { self.most = most }

  func take(_ piece: UnsafeRawBufferPointer) -> BodyOutcome {
    guard piece.count <= most - bytes.count else { return .tooLong }
    bytes += piece
    return .taken
  }

  func finish() throws(BodyFailure) -> Request.Body { .bytes(bytes) }
}
