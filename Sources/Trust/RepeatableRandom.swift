import Synchronization

/// Bytes that look random and are the same for the same seed: for tests and goldens, never for
/// keys.
public final class RepeatableRandom: RandomSource {
  private let seed: [UInt8]
  private let block = Mutex<UInt64>(0)

  /// The sequence that `seed` stands for.
  public init(seed: UInt64) {
    self.seed = RepeatableRandom.bigEndian(seed)
  }

  /// The next `count` bytes; every call begins a new block of the sequence.
  public func bytes(_ count: Int) throws(TrustError) -> [UInt8] {
    var output: [UInt8] = []
    while output.count < count {
      let number = block.withLock { value in
        value &+= 1
        return value
      }
      output += MessageAuthentication.hmacSHA256(
        key: seed, message: RepeatableRandom.bigEndian(number))
    }
    return Array(output.prefix(count))
  }

  private static func bigEndian(_ number: UInt64) -> [UInt8] {
    withUnsafeBytes(of: number.bigEndian) { Array($0) }
  }
}
