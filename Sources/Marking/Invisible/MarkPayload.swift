/// The 64 bits an invisible mark carries. They mean nothing by themselves: the shop's catalogue
/// says which issued copy they were given to.
public struct MarkPayload: Hashable, Sendable, CustomStringConvertible {
  /// The bits, most significant first.
  public let bits: UInt64

  /// A payload of these bits.
  public init(_ bits: UInt64) { self.bits = bits }

  /// Reads exactly sixteen hexadecimal digits.
  public init?(hexadecimal text: String) {
    let digits = Array(text.utf8)
    guard digits.count == 16 else { return nil }
    var bits: UInt64 = 0
    for digit in digits {
      guard let value = Character(UnicodeScalar(digit)).hexDigitValue else { return nil }
      bits = bits << 4 | UInt64(value)
    }
    self.bits = bits
  }

  /// Sixteen lower-case hexadecimal digits.
  public var description: String {
    let digits = String(bits, radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits
  }

  /// Big-endian bytes.
  var bytes: [UInt8] { (0..<8).map { UInt8(truncatingIfNeeded: bits >> (56 - 8 * $0)) } }
}
