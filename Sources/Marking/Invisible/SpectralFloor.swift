import Pixels

/// The mean power of a spectrum round every bin, with the power itself: what a tone has to exceed.
struct SpectralFloor {
  private static let margin = SuspectSpectrum.margin

  /// The distance between columns of equal vertical frequency: margin, half a side, margin.
  static func stride(side: Int) -> Int { (margin + side / 2 + 1 + margin + 7) / 8 * 8 }

  private let side: Int
  private let stride: Int
  private let energy: [Float]
  /// The floor at every bin.
  let values: [Float]

  /// Two box means, the second over the first's outliers cut off.
  init(of spectrum: HalfSpectrum) {
    let side = spectrum.size.width
    let stride = Self.stride(side: side)
    (self.side, self.stride) = (side, stride)
    var energy = [Float](repeating: 0, count: side * stride)
    energy.withUnsafeMutableBufferPointer { energy in
      spectrum.real.withUnsafeBufferPointer { real in
        spectrum.imaginary.withUnsafeBufferPointer { imaginary in
          for kx in 0..<side {
            let target = energy.baseAddress! + (kx &* stride &+ Self.margin)
            let (re, im) = (
              real.baseAddress! + kx &* spectrum.stride,
              imaginary.baseAddress! + kx &* spectrum.stride
            )
            for ky in 0...side / 2 { target[ky] = re[ky] * re[ky] + im[ky] * im[ky] }
          }
        }
      }
      Self.extend(energy, side, stride)
    }
    var floor = Self.boxMean(energy, radius: 20, side, stride)
    floor.withUnsafeMutableBufferPointer { floor in
      energy.withUnsafeBufferPointer { energy in
        for i in 0..<floor.count { floor[i] = min(energy[i], 4 * floor[i]) }
      }
      Self.extend(floor, side, stride)
    }
    floor = Self.boxMean(floor, radius: 15, side, stride)
    floor.withUnsafeMutableBufferPointer { floor in
      var largest: Float = 0
      for i in 0..<floor.count { largest = max(largest, floor[i]) }
      let least = 1e-4 * largest + .leastNormalMagnitude
      for i in 0..<floor.count { floor[i] = 1.05 * floor[i] + least }
      Self.extend(floor, side, stride)
    }
    values = floor
    self.energy = energy
  }

  /// The power in units of the floor, at most `cap`.
  func power(cappedAt cap: Float) -> [Float] {
    [Float](unsafeUninitializedCapacity: energy.count) { output, count in
      count = energy.count
      energy.withUnsafeBufferPointer { energy in
        values.withUnsafeBufferPointer { values in
          for i in 0..<energy.count { output[i] = min(energy[i] / values[i], cap) }
        }
      }
    }
  }

  /// Fills the margins from the other half: the value at (kx, ky) is that at (-kx, -ky).
  private static func extend(
    _ values: UnsafeMutableBufferPointer<Float>, _ side: Int, _ stride: Int
  ) {
    for kx in 0..<side {
      let row = values.baseAddress! + (kx &* stride &+ margin)
      let mirror = values.baseAddress! + (((side &- kx) & (side &- 1)) &* stride &+ margin)
      for j in 1...margin {
        row[0 &- j] = mirror[j]
        row[side / 2 &+ j] = mirror[side / 2 &- j]
      }
    }
  }

  /// Rows of means that are made side by side: each is a chain of additions that wait for one another.
  private static let chains = 4

  private static func boxMean(
    _ values: [Float], radius: Int, _ side: Int, _ stride: Int
  ) -> [Float] {
    [Float](unsafeUninitializedCapacity: values.count) { means, count in
      count = values.count
      values.withUnsafeBufferPointer { values in
        withUnsafeTemporaryAllocation(of: Float.self, capacity: (chains + 1) * stride) { sums in
          let (running, values) = (sums.baseAddress! + chains &* stride, values.baseAddress!)
          running.update(repeating: 0, count: stride)
          for kx in -radius...radius {
            let row = values + (kx & (side &- 1)) &* stride
            for i in 0..<stride { running[i] += row[i] }
          }
          for first in Swift.stride(from: 0, to: side, by: chains) {
            for chain in 0..<chains {
              let kx = first &+ chain
              (sums.baseAddress! + chain &* stride).update(from: running, count: stride)
              let entering = values + ((kx &+ radius &+ 1) & (side &- 1)) &* stride
              let leaving = values + ((kx &- radius) & (side &- 1)) &* stride
              for i in 0..<stride { running[i] += entering[i] - leaving[i] }
            }
            boxMeans(
              of: sums.baseAddress!, radius: radius, stride,
              into: means.baseAddress! + first &* stride)
          }
        }
      }
    }
  }

  /// The means along `chains` rows; the first and the last `radius` of each are zero.
  private static func boxMeans(
    of sums: UnsafePointer<Float>, radius: Int, _ stride: Int,
    into means: UnsafeMutablePointer<Float>
  ) {
    let scale = 1 / Float((2 * radius + 1) * (2 * radius + 1))
    let (s0, s1, s2, s3) = (sums, sums + stride, sums + 2 &* stride, sums + 3 &* stride)
    let (m0, m1, m2, m3) = (means, means + stride, means + 2 &* stride, means + 3 &* stride)
    for row in [m0, m1, m2, m3] {
      row.update(repeating: 0, count: radius)
      (row + stride - radius - 1).update(repeating: 0, count: radius + 1)
    }
    var (a, b, c, d): (Float, Float, Float, Float) = (0, 0, 0, 0)
    for i in 0...2 * radius { (a, b, c, d) = (a + s0[i], b + s1[i], c + s2[i], d + s3[i]) }
    for i in radius..<stride &- radius &- 1 {
      (m0[i], m1[i], m2[i], m3[i]) = (a * scale, b * scale, c * scale, d * scale)
      let (entering, leaving) = (i &+ radius &+ 1, i &- radius)
      a += s0[entering] - s0[leaving]
      b += s1[entering] - s1[leaving]
      c += s2[entering] - s2[leaving]
      d += s3[entering] - s3[leaving]
    }
  }
}
