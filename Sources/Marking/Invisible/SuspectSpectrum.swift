import Glibc
import Pixels

/// A suspect picture as the detector sees it: its whitened, locally normalised canonical luma, in
/// the frequency domain, with the noise floor round every frequency.
///
/// Bins are half a cycle per 512 canonical units. Only vertical frequencies from 0 up are stored,
/// widened by `margin` columns on both sides by the symmetry of a real picture's spectrum.
struct SuspectSpectrum {
  static let side = 1024
  static let margin = 24
  static let stride = (margin + side / 2 + 1 + margin + 7) / 8 * 8
  private static let transform = RealFourierTransform(atLeast: Size(width: side, height: side))

  /// The suspect's size in pixels.
  let native: Size
  /// The size of its canonical grid.
  let canonical: Size
  private let spectrum: HalfSpectrum
  private let noiseFloor: [Float]
  /// Power over noise floor: 1 on average where there is no mark.
  private let power: [Float]

  init(_ raster: Raster) {
    native = raster.size
    let grid = CanonicalGrid(native: raster.size)
    canonical = grid.size
    let field = WhitenedField.field(of: grid.luma(of: raster)).centre(atMost: Self.side)
    spectrum = Self.transform.forward(field)
    var energy = [Float](repeating: 0, count: Self.side * Self.stride)
    for kx in 0..<Self.side {
      for ky in 0...Self.side / 2 {
        let i = kx &* spectrum.stride &+ ky
        energy[kx &* Self.stride &+ ky &+ Self.margin] =
          spectrum.real[i] * spectrum.real[i]
          + spectrum.imaginary[i] * spectrum.imaginary[i]
      }
    }
    (power, noiseFloor) = Self.normalised(energy)
    fieldCentre = (field.width / 2, field.height / 2)
  }

  /// The sample of the field that phases are counted from.
  private let fieldCentre: (x: Int, y: Int)

  /// Frequencies up to this radius, in cycles per 512 units, can be read.
  var bandLimit: Double { min(0.475 * native.meanSide, 250) }

  func withPower<R>(_ body: (PowerSampler) -> R) -> R {
    power.withUnsafeBufferPointer { body(PowerSampler(values: $0.baseAddress!)) }
  }

  /// The complex value at frequency (fx, fy), in units of the noise floor, by cubic convolution;
  /// its phase is counted from the canonical centre sample.
  func value(fx: Double, fy: Double) -> Complex {
    let (x, y) = (2 * fx, 2 * fy)
    let (left, top) = (x.rounded(.down), y.rounded(.down))
    var sum = Complex.zero
    for i in -1...2 {
      let weightX = keysWeight(x - left - Double(i))
      for j in -1...2 {
        let weight = weightX * keysWeight(y - top - Double(j))
        sum = sum + coefficient(Int(left) + i, Int(top) + j) * Float(weight)
      }
    }
    let floor = noiseFloor.withUnsafeBufferPointer {
      PowerSampler(values: $0.baseAddress!)
        .capped(atX: Float(x), y: Float(y), cap: .greatestFiniteMagnitude)
    }
    return sum * (1 / max(floor, .leastNormalMagnitude).squareRoot())
  }

  private func coefficient(_ kx: Int, _ ky: Int) -> Complex {
    if ky < 0 { return coefficient(-kx, -ky).conjugate }
    let i = (kx & (Self.side - 1)) * spectrum.stride + ky
    let turns = (kx * fieldCentre.x + ky * fieldCentre.y) & (Self.side - 1)
    return Complex(real: spectrum.real[i], imaginary: spectrum.imaginary[i])
      * Complex.unit(2 * .pi * Double(turns) / Double(Self.side))
  }

  /// Power over its local mean, and that mean: two box means, the second over the first's outliers
  /// cut off.
  private static func normalised(_ energy: [Float]) -> (power: [Float], floor: [Float]) {
    var energy = energy
    extend(&energy)
    var floor = boxMean(energy, radius: 20)
    for i in 0..<energy.count { floor[i] = min(energy[i], 4 * floor[i]) }
    extend(&floor)
    floor = boxMean(floor, radius: 15)
    let least = 1e-4 * (floor.max() ?? 0) + .leastNormalMagnitude
    for i in 0..<floor.count { floor[i] = 1.05 * floor[i] + least }
    extend(&floor)
    for i in 0..<energy.count { energy[i] /= floor[i] }
    return (energy, floor)
  }

  /// Fills the margins from the other half: the value at (kx, ky) is that at (-kx, -ky).
  private static func extend(_ values: inout [Float]) {
    values.withUnsafeMutableBufferPointer { values in
      for kx in 0..<side {
        let row = kx &* stride &+ margin
        let mirror = ((side &- kx) & (side &- 1)) &* stride &+ margin
        for j in 1...margin {
          values[row &- j] = values[mirror &+ j]
          values[row &+ side / 2 &+ j] = values[mirror &+ side / 2 &- j]
        }
      }
    }
  }

  private static func boxMean(_ values: [Float], radius: Int) -> [Float] {
    let scale = 1 / Float((2 * radius + 1) * (2 * radius + 1))
    var columnSums = [Float](repeating: 0, count: stride)
    var means = [Float](repeating: 0, count: values.count)
    for kx in -radius...radius {
      let row = (kx & (side - 1)) * stride
      for i in 0..<stride { columnSums[i] += values[row + i] }
    }
    values.withUnsafeBufferPointer { values in
      columnSums.withUnsafeMutableBufferPointer { sums in
        means.withUnsafeMutableBufferPointer { means in
          for kx in 0..<side {
            var sum: Float = 0
            for i in 0...2 * radius { sum += sums[i] }
            let row = kx &* stride
            for i in radius..<stride &- radius &- 1 {
              means[row &+ i] = sum * scale
              sum += sums[i &+ radius &+ 1] - sums[i &- radius]
            }
            let entering = ((kx &+ radius &+ 1) & (side &- 1)) &* stride
            let leaving = ((kx &- radius) & (side &- 1)) &* stride
            for i in 0..<stride { sums[i] += values[entering &+ i] - values[leaving &+ i] }
          }
        }
      }
    }
    return means
  }
}
