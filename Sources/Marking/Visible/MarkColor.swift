/// A colour of a mark, in sRGB.
public struct MarkColor: Hashable, Sendable {
  /// Levels of 0…255.
  public let red, green, blue: UInt8

  /// The colour of these levels.
  public init(red: UInt8, green: UInt8, blue: UInt8) {
    (self.red, self.green, self.blue) = (red, green, blue)
  }

  /// White.
  public static let white = MarkColor(red: 255, green: 255, blue: 255)

  /// The colour of six hexadecimal digits after a number sign, `#RRGGBB`.
  public init?(_ text: String) {
    let digits = text.dropFirst()
    guard text.hasPrefix("#"), digits.utf8.count == 6, digits.allSatisfy(\.isHexDigit),
      let value = UInt32(digits, radix: 16)
    else { return nil }
    self.init(
      red: UInt8(value >> 16), green: UInt8(value >> 8 & 255), blue: UInt8(value & 255))
  }

  /// `#RRGGBB`.
  public var text: String {
    let digits = String(
      UInt32(red) << 16 | UInt32(green) << 8 | UInt32(blue), radix: 16, uppercase: true)
    return "#" + String(repeating: "0", count: 6 - digits.count) + digits
  }

  /// The edge that sets it off: black round light colours, white round dark ones.
  var edge: MarkColor {
    let luma = 0.299 * Double(red) + 0.587 * Double(green) + 0.114 * Double(blue)
    return luma >= 128 ? MarkColor(red: 0, green: 0, blue: 0) : .white
  }

  var levels: SIMD4<Float> { SIMD4(Float(red), Float(green), Float(blue), 1) }
}
