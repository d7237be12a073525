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

  private static func boxMean(
    _ values: [Float], radius: Int, _ side: Int, _ stride: Int
  ) -> [Float] {
    let scale = 1 / Float((2 * radius + 1) * (2 * radius + 1))
    var columnSums = [Float](repeating: 0, count: stride)
    var means = [Float](repeating: 0, count: values.count)
    values.withUnsafeBufferPointer { values in
      columnSums.withUnsafeMutableBufferPointer { sums in
        for kx in -radius...radius {
          let row = values.baseAddress! + (kx & (side &- 1)) &* stride
          for i in 0..<stride { sums[i] += row[i] }
        }
        means.withUnsafeMutableBufferPointer { means in
          for kx in 0..<side {
            var sum: Float = 0
            for i in 0...2 * radius { sum += sums[i] }
            let row = means.baseAddress! + kx &* stride
            for i in radius..<stride &- radius &- 1 {
              row[i] = sum * scale
              sum += sums[i &+ radius &+ 1] - sums[i &- radius]
            }
            let entering = values.baseAddress! + ((kx &+ radius &+ 1) & (side &- 1)) &* stride
            let leaving = values.baseAddress! + ((kx &- radius) & (side &- 1)) &* stride
            for i in 0..<stride { sums[i] += entering[i] - leaving[i] }
          }
        }
      }
    }
    return means
  }
}
