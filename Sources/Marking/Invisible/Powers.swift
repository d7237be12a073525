/// Logarithms and powers of two of eight numbers at once, to 1e-5: what a mask needs of them.
enum Powers {
  typealias Lanes = SIMD8<Float>
  private typealias Bits = SIMD8<UInt32>

  /// The binary logarithm of positive numbers: the exponent, and the area hyperbolic tangent's
  /// series for the rest.
  @inline(__always)
  static func log2(_ value: Lanes) -> Lanes {
    let bits = unsafeBitCast(value, to: Bits.self)
    // An integer below 2^23 in the mantissa of 2^23 is that integer added to it.
    let exponent = unsafeBitCast((bits &>> 23) | 0x4B00_0000, to: Lanes.self) - (8_388_608 + 127)
    let mantissa = unsafeBitCast((bits & 0x007F_FFFF) | 0x3F80_0000, to: Lanes.self)
    let root: Float = 1.414_213_56
    let t = (mantissa - root) / (mantissa + root)
    let t2 = t * t
    return exponent + 0.5 + t * (2.885_390_1 + t2 * (0.961_796_7 + t2 * 0.577_078))
  }

  /// Two to the power of numbers between -120 and 120.
  @inline(__always)
  static func exp2(_ value: Lanes) -> Lanes {
    let magic: Float = 12_582_912
    let shifted = value + magic
    let x = (value - (shifted - magic)) * 0.693_147_18
    let whole = unsafeBitCast(shifted, to: Bits.self) &- magic.bitPattern
    let scale = unsafeBitCast((whole &+ 127) &<< 23, to: Lanes.self)
    let tail = 0.5 + x * (0.166_666_67 + x * (0.041_666_668 + x * 0.008_333_334))
    return scale * (1 + x * (1 + x * tail))
  }

  // Comparisons of vectors are done number by number; these two are not, and are exact enough.

  @inline(__always)
  static func min(_ a: Lanes, _ b: Lanes) -> Lanes { 0.5 * ((a + b) - magnitude(a - b)) }

  @inline(__always)
  static func max(_ a: Lanes, _ b: Lanes) -> Lanes { 0.5 * ((a + b) + magnitude(a - b)) }

  @inline(__always)
  private static func magnitude(_ value: Lanes) -> Lanes {
    unsafeBitCast(unsafeBitCast(value, to: Bits.self) & 0x7FFF_FFFF, to: Lanes.self)
  }
}
