/// The channels of JPEG XL's opponent colour space XYB, in the order of SSIMULACRA 2's weights.
enum OpsinChannel: Int, CaseIterable, Sendable {
  /// Red against green.
  case x
  /// Lightness.
  case y
  /// Blue, from which SSIMULACRA 2 takes lightness away.
  case b
}
