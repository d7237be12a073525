/// The sums of a plane's error maps and of their fourth powers, a row at a time.
struct StructureSums {
  private typealias Quad = SIMD4<Float>

  private var sums = [0.0, 0.0, 0.0]
  private var fourthPowers = [0.0, 0.0, 0.0]

  /// The norms of a plane all of whose rows were added.
  func norms(pixelCount: Int) -> StructureNorms {
    StructureNorms(sums: sums, fourthPowers: fourthPowers, pixelCount: pixelCount)
  }

  /// Adds a row of `count` vectors.
  ///
  /// - Parameters:
  ///   - moments: rows of the reference's local mean, and of twice its local variance with the
  ///     constant that keeps quotients finite.
  ///   - blurred: rows of the local means of the difference, of its square, and of its product with
  ///     the reference.
  mutating func add(
    reference: UnsafePointer<SIMD8<Float>>, candidate: UnsafePointer<SIMD8<Float>>,
    moments: UnsafePointer<SIMD8<Float>>, blurred: UnsafePointer<SIMD8<Float>>, count: Int
  ) {
    var (structure, structure4) = (Quad.zero, Quad.zero)
    var (added, added4) = (Quad.zero, Quad.zero)
    var (lost, lost4) = (Quad.zero, Quad.zero)

    @inline(__always) func addHalf(
      _ a: Quad, _ b: Quad, mean: Quad, spread: Quad, shift: Quad, square: Quad, product: Quad
    ) {
      let shift2 = shift * shift
      let variance = square - shift2
      let covariance = product - mean * shift
      let quotient = variance / (spread + 2 * covariance + variance)
      let error = Self.positive(quotient + shift2 * (1 - quotient))
      let error2 = error * error
      structure += error
      structure4 += error2 * error2

      let edge = a - mean
      let before = Self.magnitude(edge)
      let after = Self.magnitude(edge + (b - a - shift))
      let change = (after - before) / (1 + before)
      let change2 = change * change
      let gain = Self.positive(change)
      let gain4 = gain * gain * (gain * gain)
      added += gain
      added4 += gain4
      lost += gain - change
      lost4 += change2 * change2 - gain4
    }

    for i in 0..<count {
      let (a, b) = (reference[i], candidate[i])
      let (mean, spread) = (moments[i], moments[i &+ count])
      let shift = blurred[i]
      let square = blurred[i &+ count]
      let product = blurred[i &+ 2 &* count]
      addHalf(
        a.lowHalf, b.lowHalf, mean: mean.lowHalf, spread: spread.lowHalf, shift: shift.lowHalf,
        square: square.lowHalf, product: product.lowHalf)
      addHalf(
        a.highHalf, b.highHalf, mean: mean.highHalf, spread: spread.highHalf,
        shift: shift.highHalf, square: square.highHalf, product: product.highHalf)
    }
    for (i, lanes) in [structure, added, lost].enumerated() { sums[i] += Double(lanes.sum()) }
    for (i, lanes) in [structure4, added4, lost4].enumerated() {
      fourthPowers[i] += Double(lanes.sum())
    }
  }

  /// Without a comparison, which would be done number by number.
  @inline(__always)
  private static func positive(_ value: Quad) -> Quad { 0.5 * (value + magnitude(value)) }

  @inline(__always)
  private static func magnitude(_ value: Quad) -> Quad {
    unsafeBitCast(
      unsafeBitCast(value, to: SIMD4<UInt32>.self) & SIMD4(repeating: 0x7FFF_FFFF),
      to: Quad.self)
  }
}
