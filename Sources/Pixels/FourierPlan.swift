import Glibc

/// A discrete Fourier transform of `count` complex points, of eight signals side by side.
///
/// Stockham's self-sorting algorithm with radices 4, 2, 3 and 5 on split-complex vectors: lane `i`
/// of every vector belongs to signal `i`. (Van Loan, *Computational Frameworks for the Fast Fourier
/// Transform*, 1992, section 1.7.)
struct FourierPlan: Sendable {
  typealias Lanes = SIMD8<Float>

  /// Real and imaginary parts of eight signals, `count` vectors each.
  struct Buffer {
    var real: UnsafeMutablePointer<Lanes>
    var imaginary: UnsafeMutablePointer<Lanes>

    init(count: Int) {
      real = .allocate(capacity: count)
      imaginary = .allocate(capacity: count)
    }

    func deallocate() {
      real.deallocate()
      imaginary.deallocate()
    }
  }

  let count: Int
  private let radices: [Int]
  private let cosines: [Float]
  private let sines: [Float]

  /// The smallest transform length of at least `minimum` whose only odd factor is 1, 3 or 5.
  static func length(atLeast minimum: Int) -> Int {
    [1, 3, 5].map { odd in
      var length = odd
      while length < minimum || length < 16 { length *= 2 }
      return length
    }.min() ?? minimum
  }

  init(count: Int) {
    self.count = count
    var rest = count
    var radices: [Int] = []
    for radix in [5, 3, 4, 2] {
      while rest % radix == 0 {
        radices.append(radix)
        rest /= radix
      }
    }
    precondition(rest == 1, "lengths come from length(atLeast:)")
    self.radices = radices
    let angles = (0..<count).map { -2 * Double.pi * Double($0) / Double(count) }
    cosines = angles.map { Float(cos($0)) }
    sines = angles.map { Float(sin($0)) }
  }

  /// Transforms the signals in `data`, using `scratch`; the result is left in `data`.
  ///
  /// Neither direction scales: forward and inverse together multiply by `count`.
  func transform(_ data: inout Buffer, scratch: inout Buffer, inverse: Bool) {
    if inverse { swap(&data.real, &data.imaginary) }
    var length = count
    var stride = 1
    for radix in radices {
      switch radix {
      case 4: quarterStage(from: data, to: scratch, length: length, stride: stride)
      case 2: halfStage(from: data, to: scratch, length: length, stride: stride)
      case 3: thirdStage(from: data, to: scratch, length: length, stride: stride)
      default: fifthStage(from: data, to: scratch, length: length, stride: stride)
      }
      swap(&data, &scratch)
      length /= radix
      stride *= radix
    }
    if inverse { swap(&data.real, &data.imaginary) }
  }

  // Stages work on half a vector at a time: the operands of a butterfly then fit into registers.
  private typealias Quad = SIMD4<Float>
  private typealias Pair = (re: Quad, im: Quad)

  /// Half vectors of one buffer.
  private struct Quads {
    let re: UnsafeMutablePointer<Quad>
    let im: UnsafeMutablePointer<Quad>

    init(_ buffer: Buffer) {
      re = UnsafeMutableRawPointer(buffer.real).assumingMemoryBound(to: Quad.self)
      im = UnsafeMutableRawPointer(buffer.imaginary).assumingMemoryBound(to: Quad.self)
    }

    @inline(__always)
    subscript(_ i: Int) -> Pair {
      get { (re[i], im[i]) }
      nonmutating set { (re[i], im[i]) = newValue }
    }
  }

  /// exp(-2 pi i k / count).
  @inline(__always)
  private func twiddle(_ k: Int) -> (cosine: Float, sine: Float) {
    cosines.withUnsafeBufferPointer { cosines in
      sines.withUnsafeBufferPointer { (cosines[k], $0[k]) }
    }
  }

  @inline(__always)
  private static func multiply(_ a: Pair, _ twiddle: (cosine: Float, sine: Float)) -> Pair {
    (
      a.re * twiddle.cosine - a.im * twiddle.sine, a.re * twiddle.sine + a.im * twiddle.cosine
    )
  }

  private func quarterStage(from source: Buffer, to target: Buffer, length: Int, stride: Int) {
    let (x, y) = (Quads(source), Quads(target))
    let (quarter, step, width) = (length / 4, count / length, 2 * stride)
    let jump = width &* quarter
    for p in 0..<quarter {
      let (w1, w2, w3) = (twiddle(p &* step), twiddle(2 &* p &* step), twiddle(3 &* p &* step))
      for q in 0..<width {
        let i = q &+ width &* p
        let (a, b, c, d) = (x[i], x[i &+ jump], x[i &+ 2 &* jump], x[i &+ 3 &* jump])
        let (sumAC, difAC) = ((a.re + c.re, a.im + c.im), (a.re - c.re, a.im - c.im))
        let (sumBD, difBD) = ((b.re + d.re, b.im + d.im), (b.re - d.re, b.im - d.im))
        let o = q &+ width &* 4 &* p
        y[o] = (sumAC.0 + sumBD.0, sumAC.1 + sumBD.1)
        let first = (difAC.0 + difBD.1, difAC.1 - difBD.0)
        let second = (sumAC.0 - sumBD.0, sumAC.1 - sumBD.1)
        let third = (difAC.0 - difBD.1, difAC.1 + difBD.0)
        y[o &+ width] = p == 0 ? first : Self.multiply(first, w1)
        y[o &+ 2 &* width] = p == 0 ? second : Self.multiply(second, w2)
        y[o &+ 3 &* width] = p == 0 ? third : Self.multiply(third, w3)
      }
    }
  }

  private func halfStage(from source: Buffer, to target: Buffer, length: Int, stride: Int) {
    let (x, y) = (Quads(source), Quads(target))
    let (half, step, width) = (length / 2, count / length, 2 * stride)
    for p in 0..<half {
      let w = twiddle(p &* step)
      for q in 0..<width {
        let i = q &+ width &* p
        let (a, b) = (x[i], x[i &+ width &* half])
        let o = q &+ width &* 2 &* p
        y[o] = (a.re + b.re, a.im + b.im)
        y[o &+ width] = Self.multiply((a.re - b.re, a.im - b.im), w)
      }
    }
  }

  private func thirdStage(from source: Buffer, to target: Buffer, length: Int, stride: Int) {
    let (x, y) = (Quads(source), Quads(target))
    let (third, step, width) = (length / 3, count / length, 2 * stride)
    let jump = width &* third
    let sine = Float(3).squareRoot() / 2
    for p in 0..<third {
      let (w1, w2) = (twiddle(p &* step), twiddle(2 &* p &* step))
      for q in 0..<width {
        let i = q &+ width &* p
        let (a, b, c) = (x[i], x[i &+ jump], x[i &+ 2 &* jump])
        let (sumR, sumI) = (b.re + c.re, b.im + c.im)
        let (difR, difI) = ((b.re - c.re) * sine, (b.im - c.im) * sine)
        let (midR, midI) = (a.re - 0.5 * sumR, a.im - 0.5 * sumI)
        let o = q &+ width &* 3 &* p
        y[o] = (a.re + sumR, a.im + sumI)
        y[o &+ width] = Self.multiply((midR + difI, midI - difR), w1)
        y[o &+ 2 &* width] = Self.multiply((midR - difI, midI + difR), w2)
      }
    }
  }

  private func fifthStage(from source: Buffer, to target: Buffer, length: Int, stride: Int) {
    let (x, y) = (Quads(source), Quads(target))
    let (fifth, step, width) = (length / 5, count / length, 2 * stride)
    let jump = width &* fifth
    let (c1, s1) = (Float(cos(0.4 * Double.pi)), Float(sin(0.4 * Double.pi)))
    let (c2, s2) = (Float(cos(0.8 * Double.pi)), Float(sin(0.8 * Double.pi)))
    for p in 0..<fifth {
      let (w1, w2) = (twiddle(p &* step), twiddle(2 &* p &* step))
      let (w3, w4) = (twiddle(3 &* p &* step), twiddle(4 &* p &* step))
      for q in 0..<width {
        let i = q &+ width &* p
        let (a, b, c) = (x[i], x[i &+ jump], x[i &+ 2 &* jump])
        let (d, e) = (x[i &+ 3 &* jump], x[i &+ 4 &* jump])
        let (outerR, outerI) = (b.re + e.re, b.im + e.im)
        let (innerR, innerI) = (c.re + d.re, c.im + d.im)
        let (outerDifR, outerDifI) = (b.re - e.re, b.im - e.im)
        let (innerDifR, innerDifI) = (c.re - d.re, c.im - d.im)
        let (nearR, nearI) = (
          a.re + outerR * c1 + innerR * c2, a.im + outerI * c1 + innerI * c2
        )
        let (farR, farI) = (a.re + outerR * c2 + innerR * c1, a.im + outerI * c2 + innerI * c1)
        let (nearDifR, nearDifI) = (
          outerDifR * s1 + innerDifR * s2, outerDifI * s1 + innerDifI * s2
        )
        let (farDifR, farDifI) = (
          outerDifR * s2 - innerDifR * s1, outerDifI * s2 - innerDifI * s1
        )
        let o = q &+ width &* 5 &* p
        y[o] = (a.re + outerR + innerR, a.im + outerI + innerI)
        y[o &+ width] = Self.multiply((nearR + nearDifI, nearI - nearDifR), w1)
        y[o &+ 2 &* width] = Self.multiply((farR + farDifI, farI - farDifR), w2)
        y[o &+ 3 &* width] = Self.multiply((farR - farDifI, farI + farDifR), w3)
        y[o &+ 4 &* width] = Self.multiply((nearR - nearDifI, nearI + nearDifR), w4)
      }
    }
  }
}
