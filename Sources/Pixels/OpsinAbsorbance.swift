import Glibc

/// What the three kinds of cone absorb of a pixel's light, JPEG XL's opsin absorbance
/// (ISO/IEC 18181-1, annex L; libjxl's `opsin_params.h`), from gamma-coded sRGB samples.
///
/// The absorbance is linear in light, so that it can be averaged in place of linear RGB; the cube
/// root that makes it perceptual comes after.
struct OpsinAbsorbance: Sendable {
  /// Absorbed by the long, middle and short cone; the fourth lane is zero.
  typealias Cones = SIMD4<Float>

  static let shared = OpsinAbsorbance()

  /// Added to each cone's light; included in the tables.
  private static let bias = 0.0037930732552754493
  /// The cube root of the bias, which XYB takes off again so that black is 0.
  static let rootOfBias = Float(cbrt(bias))

  /// The share of the 256 values of red, then of green, then of blue.
  private let shares: [Cones]

  private init() {
    let (longBlue, longRed) = (0.078, 0.30)
    let (middleBlue, middleRed) = (0.078, 0.23)
    let (shortRed, shortGreen) = (0.24342268924547819, 0.20476744424496821)
    let red = SIMD4<Double>(longRed, middleRed, shortRed, 0)
    let green = SIMD4<Double>(
      1 - longBlue - longRed, 1 - middleBlue - middleRed, shortGreen, 0)
    let blue = SIMD4<Double>(longBlue, middleBlue, 1 - shortRed - shortGreen, 0)
    let offset = SIMD4<Double>(Self.bias, Self.bias, Self.bias, 0)
    shares = [(red, offset), (green, .zero), (blue, .zero)].flatMap { share, offset in
      (0...255).map { Cones(Self.light($0) * share + offset) }
    }
  }

  /// Linear light 0...1 of an sRGB sample (IEC 61966-2-1).
  private static func light(_ sample: Int) -> Double {
    let value = Double(sample) / 255
    return value <= 0.04045 ? value / 12.92 : pow((value + 0.055) / 1.055, 2.4)
  }

  /// Absorbed light of `count` pixels of interleaved R, G, B.
  func absorb(
    _ pixels: UnsafePointer<UInt8>, count: Int, into cones: UnsafeMutablePointer<Cones>
  ) {
    shares.withUnsafeBufferPointer { shares in
      let red = shares.baseAddress!
      let (green, blue) = (red + 256, red + 512)
      var pixel = pixels
      for i in 0..<count {
        cones[i] = red[Int(pixel[0])] + green[Int(pixel[1])] + blue[Int(pixel[2])]
        pixel += 3
      }
    }
  }

  /// The cube root of eight non-negative numbers, to 4e-7 of its value; 0 of 0.
  ///
  /// A third off the exponent by integer arithmetic gives the inverse root to 3.5 %, and two steps
  /// of Householder's third-order iteration, which needs no division, the rest.
  @inline(__always)
  static func cubeRoot(_ value: SIMD8<Float>) -> SIMD8<Float> {
    let bits = unsafeBitCast(value, to: SIMD8<UInt32>.self)
    var third = (bits &>> 2) &+ (bits &>> 4)
    third = third &+ (third &>> 4)
    third = third &+ (third &>> 8)
    var inverse = unsafeBitCast(
      SIMD8<UInt32>(repeating: 0x54A2_2000) &- third, to: SIMD8<Float>.self)
    for _ in 0..<2 {
      let rest = 1 - value * inverse * (inverse * inverse)
      inverse += inverse * rest * (Float(1) / 3 + Float(2) / 9 * rest)
    }
    return value * (inverse * inverse)
  }
}
