/// Collects an answer up to a bound.
final class ReplySink {
  private(set) var bytes: [UInt8] = []
  private(set) var isOverfull = false
  private let most: Int

  init(atMost most: Int) { self.most = most }

  /// False when the piece does not fit, which ends the exchange.
  func take(_ piece: UnsafeRawBufferPointer) -> Bool {
    guard piece.count <= most - bytes.count else {
      isOverfull = true
      return false
    }
    bytes += piece
    return true
  }
}
