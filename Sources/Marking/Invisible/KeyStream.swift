import Trust

/// A reproducible stream of numbers drawn from a key: HMAC-SHA256(key, label || counter) for
/// counter = 0, 1, 2… as four bytes, most significant first. Every draw takes eight bytes.
struct KeyStream {
  private let key: [UInt8]
  private let label: [UInt8]
  private var counter: UInt32 = 0
  private var buffer: [UInt8] = []

  init(key: [UInt8], label: String) {
    self.key = key
    self.label = Array(label.utf8)
  }

  /// The next number in 0..<1, a multiple of 2^-53.
  mutating func uniform() -> Double {
    if buffer.count < 8 {
      let suffix = (0..<4).map { UInt8(truncatingIfNeeded: counter >> (24 - 8 * $0)) }
      buffer = MessageAuthentication.hmacSHA256(key: key, message: label + suffix)
      counter += 1
    }
    let word = buffer.prefix(8).reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
    buffer.removeFirst(8)
    return Double(word >> 11) * 0x1p-53
  }

  /// The next whole number in `0..<bound`.
  mutating func integer(below bound: Int) -> Int { min(Int(uniform() * Double(bound)), bound - 1) }

  /// A permutation of `0..<count` (Fisher and Yates, from the last place down).
  mutating func permutation(_ count: Int) -> [Int] {
    var order = Array(0..<count)
    for i in stride(from: count - 1, to: 0, by: -1) { order.swapAt(i, integer(below: i + 1)) }
    return order
  }
}
