import Glibc
import Pixels

/// Where a feature is in its registered picture, in 64 bits: x and y as fractions of the sides, the
/// feature's number in its picture, the scale in sixteenths of an octave, the angle in 256ths.
struct FeaturePlace: Sendable {
  let word: UInt64

  init(word: UInt64) { self.word = word }

  init(_ point: LocalFeature, number: Int, in size: Size) {
    func fraction(_ value: Float, _ side: Int) -> UInt64 {
      UInt64(min(max(value / Float(side), 0), 1) * 65_535)
    }
    let scale = UInt64(min(max(16 * log2(max(point.size, 1)), 0), 255))
    let angle = UInt64(min(max(point.angle * 256 / (2 * .pi), 0), 255))
    word =
      fraction(point.x, size.width) | fraction(point.y, size.height) << 16
      | UInt64(number & 0xFFFF) << 32 | scale << 48 | angle << 56
  }

  /// The feature's number in its picture.
  var number: Int { Int(word >> 32 & 0xFFFF) }

  /// The place in a working picture of `size`.
  func feature(in size: Size) -> LocalFeature {
    LocalFeature(
      x: Float(word & 0xFFFF) * Float(size.width) / 65_535,
      y: Float(word >> 16 & 0xFFFF) * Float(size.height) / 65_535,
      size: exp2(Float(word >> 48 & 0xFF) / 16), angle: Float(word >> 56) * 2 * .pi / 256)
  }
}
