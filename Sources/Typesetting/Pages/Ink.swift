/// An opaque colour in sRGB.
public struct Ink: Hashable, Sendable {
  /// Shares of red, green and blue, 0…1.
  public let red, green, blue: Double

  /// The colour with these 8-bit samples.
  public init(_ red: UInt8, _ green: UInt8, _ blue: UInt8) {
    self.red = Double(red) / 255
    self.green = Double(green) / 255
    self.blue = Double(blue) / 255
  }

  /// Text on white paper.
  public static let black = Ink(0, 0, 0)
  /// Paper.
  public static let white = Ink(255, 255, 255)
}
