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
      default: oddStage(radix, from: data, to: scratch, length: length, stride: stride)
      }
      swap(&data, &scratch)
      length /= radix
      stride *= radix
    }
    if inverse { swap(&data.real, &data.imaginary) }
  }

  @inline(__always)
  private func multiply(_ re: Lanes, _ im: Lanes, _ twiddle: Int) -> (Lanes, Lanes) {
    let c = Lanes(repeating: cosines[twiddle])
    let s = Lanes(repeating: sines[twiddle])
    return (re * c - im * s, re * s + im * c)
  }

  private func quarterStage(from x: Buffer, to y: Buffer, length: Int, stride: Int) {
    let quarter = length / 4
    let step = count / length
    for p in 0..<quarter {
      for q in 0..<stride {
        let i = q &+ stride &* p
        let jump = stride &* quarter
        let (ar, ai) = (x.real[i], x.imaginary[i])
        let (br, bi) = (x.real[i &+ jump], x.imaginary[i &+ jump])
        let (cr, ci) = (x.real[i &+ 2 &* jump], x.imaginary[i &+ 2 &* jump])
        let (dr, di) = (x.real[i &+ 3 &* jump], x.imaginary[i &+ 3 &* jump])
        let (sumACr, sumACi) = (ar + cr, ai + ci)
        let (difACr, difACi) = (ar - cr, ai - ci)
        let (sumBDr, sumBDi) = (br + dr, bi + di)
        let (difBDr, difBDi) = (br - dr, bi - di)
        let o = q &+ stride &* 4 &* p
        y.real[o] = sumACr + sumBDr
        y.imaginary[o] = sumACi + sumBDi
        (y.real[o &+ stride], y.imaginary[o &+ stride]) =
          multiply(difACr + difBDi, difACi - difBDr, p &* step)
        (y.real[o &+ 2 &* stride], y.imaginary[o &+ 2 &* stride]) =
          multiply(sumACr - sumBDr, sumACi - sumBDi, 2 &* p &* step)
        (y.real[o &+ 3 &* stride], y.imaginary[o &+ 3 &* stride]) =
          multiply(difACr - difBDi, difACi + difBDr, 3 &* p &* step)
      }
    }
  }

  private func halfStage(from x: Buffer, to y: Buffer, length: Int, stride: Int) {
    let half = length / 2
    let step = count / length
    for p in 0..<half {
      for q in 0..<stride {
        let i = q &+ stride &* p
        let j = i &+ stride &* half
        let o = q &+ stride &* 2 &* p
        y.real[o] = x.real[i] + x.real[j]
        y.imaginary[o] = x.imaginary[i] + x.imaginary[j]
        (y.real[o &+ stride], y.imaginary[o &+ stride]) =
          multiply(x.real[i] - x.real[j], x.imaginary[i] - x.imaginary[j], p &* step)
      }
    }
  }

  private func oddStage(
    _ radix: Int, from x: Buffer, to y: Buffer, length: Int, stride: Int
  ) {
    let part = length / radix
    let step = count / length
    let unit = count / radix
    for p in 0..<part {
      for q in 0..<stride {
        for k in 0..<radix {
          var (sumR, sumI) = (Lanes.zero, Lanes.zero)
          for j in 0..<radix {
            let i = q &+ stride &* (p &+ part &* j)
            let (re, im) = multiply(x.real[i], x.imaginary[i], j &* k % radix &* unit)
            sumR += re
            sumI += im
          }
          let o = q &+ stride &* (radix &* p &+ k)
          (y.real[o], y.imaginary[o]) = multiply(sumR, sumI, p &* k &* step)
        }
      }
    }
  }
}
