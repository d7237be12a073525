import Glibc
import Pixels

/// A suspect picture, or a part of one, as the detector sees it: its whitened, locally normalised
/// canonical luma, in the frequency domain, with the noise floor round every frequency.
///
/// Bins are about half a cycle per 512 canonical units. Only vertical frequencies from 0 up are
/// stored, widened by `margin` columns on both sides by the symmetry of a real picture's spectrum.
struct SuspectSpectrum {
  /// How finely the suspect is sampled.
  enum Resolution {
    /// 256 samples for 512 units: enough for every tone of a picture that was not made a smaller
    /// part of another one.
    case coarse
    /// 512 samples for 512 units.
    case fine

    /// The side of the transform.
    var side: Int { self == .coarse ? 512 : 1024 }
    var unitsPerSample: Double { self == .coarse ? 2 : 1 }
    /// The highest frequency that is read, in cycles per 512 units.
    var highest: Double { self == .coarse ? 124 : 250 }
    var transform: RealFourierTransform { self == .coarse ? Self.small : Self.large }

    /// Cycles a pixel that survive in a picture.
    fileprivate static let readable = 0.475

    /// As fine as there is anything to see in a picture of `native` pixels.
    static func worthwhile(_ native: Size) -> Resolution {
      readable * CanonicalGrid.side(of: native) < 1.2 * coarse.highest ? .coarse : .fine
    }

    private static let small = RealFourierTransform(atLeast: Size(width: 512, height: 512))
    private static let large = RealFourierTransform(atLeast: Size(width: 1024, height: 1024))
  }

  static let margin = 24
  /// Power is cut off at so many times the noise floor, lest one line of the picture's own passes
  /// for a tone.
  private static let powerCap: Float = 10

  /// The suspect's size in pixels.
  let native: Size
  /// Frequencies up to this radius, in cycles per 512 units, can be read.
  let bandLimit: Double
  private let side: Int
  private let stride: Int
  private let binsPerCycle: SIMD2<Double>
  private let spectrum: HalfSpectrum
  private let noiseFloor: [Float]
  /// Power over noise floor: 1 on average where there is no mark.
  private let power: [Float]
  /// exp(2 pi i k c / side) for the coordinates c of the sample that phases are counted from.
  private let turnsX: [Complex]
  private let turnsY: [Complex]

  /// `luma` shows the whole of a picture of `native` pixels, at any resolution; unless told, it is
  /// sampled as finely as there is anything to see.
  init(luma: Plane, native: Size, resolution wanted: Resolution? = nil) {
    let resolution = wanted ?? .worthwhile(native)
    let canonical = CanonicalGrid(native: native).size
    let units = resolution.unitsPerSample
    let grid = Size(
      width: max(8, Int((Double(canonical.width) / units).rounded())),
      height: max(8, Int((Double(canonical.height) / units).rounded())))
    self.init(
      field: WhitenedField.field(
        of: Resampler(from: luma.size, to: grid)(luma), unitsPerSample: units),
      native: native, resolution: resolution)
  }

  /// `field` is the whitened luma of the whole of a picture of `native` pixels, sampled about as
  /// finely as `resolution` says.
  init(field whole: Plane, native: Size, resolution: Resolution) {
    self.native = native
    let canonical = CanonicalGrid(native: native).size
    side = resolution.side
    bandLimit = min(Resolution.readable * CanonicalGrid.side(of: native), resolution.highest)
    let field = whole.centre(atMost: side)
    spectrum = resolution.transform.forward(field)
    let pitch = SIMD2(
      Double(canonical.width) / Double(whole.width),
      Double(canonical.height) / Double(whole.height))
    binsPerCycle = pitch * (Double(side) / Double(ToneMap.period))
    let centre = SIMD2(
      (Double(canonical.width / 2) + 0.5) / pitch.x - 0.5
        - Double(whole.width / 2 - field.width / 2),
      (Double(canonical.height / 2) + 0.5) / pitch.y - 0.5
        - Double(whole.height / 2 - field.height / 2))
    (turnsX, turnsY) = (Self.turns(centre.x, side), Self.turns(centre.y, side))
    let floor = SpectralFloor(of: spectrum)
    (power, noiseFloor, stride) = (
      floor.power(cappedAt: Self.powerCap), floor.values, SpectralFloor.stride(side: side)
    )
  }

  private static func turns(_ coordinate: Double, _ side: Int) -> [Complex] {
    (0..<side).map { k in
      let signed = k < side / 2 ? k : k - side
      return .unit(2 * .pi * Double(signed) * coordinate / Double(side))
    }
  }

  func withPower<R>(_ body: (PowerSampler) -> R) -> R {
    power.withUnsafeBufferPointer { body(sampler($0.baseAddress!)) }
  }

  private func sampler(_ values: UnsafePointer<Float>) -> PowerSampler {
    PowerSampler(
      values: values, mask: side - 1, stride: stride,
      binsPerCycle: SIMD2(Float(binsPerCycle.x), Float(binsPerCycle.y)))
  }

  /// The complex value at frequency (fx, fy), in units of the noise floor, by cubic convolution;
  /// its phase is counted from the canonical centre sample.
  func value(fx: Double, fy: Double) -> Complex {
    let (x, y) = (fx * binsPerCycle.x, fy * binsPerCycle.y)
    let (left, top) = (Int(x.rounded(.down)), Int(y.rounded(.down)))
    let across = Self.weights(x - Double(left))
    let down = Self.weights(y - Double(top))
    var sum = Complex.zero
    for i in 0..<4 {
      for j in 0..<4 {
        sum = sum + coefficient(left &+ i &- 1, top &+ j &- 1) * (across[i] * down[j])
      }
    }
    let floor = noiseFloor.withUnsafeBufferPointer {
      sampler($0.baseAddress!).value(Float(fx), Float(fy))
    }
    return sum * (1 / max(floor, .leastNormalMagnitude).squareRoot())
  }

  private static func weights(_ fraction: Double) -> SIMD4<Float> {
    SIMD4(
      Float(keysWeight(fraction + 1)), Float(keysWeight(fraction)),
      Float(keysWeight(fraction - 1)), Float(keysWeight(fraction - 2)))
  }

  @inline(__always)
  private func coefficient(_ kx: Int, _ ky: Int) -> Complex {
    if ky < 0 { return coefficient(-kx, -ky).conjugate }
    let column = kx & (side - 1)
    let i = column * spectrum.stride + ky
    return Complex(real: spectrum.real[i], imaginary: spectrum.imaginary[i])
      * (turnsX[column] * turnsY[ky])
  }
}
