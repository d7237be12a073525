import Glibc
import Pixels

/// What a mark adds to a picture: the pattern on the canonical grid, and at half its resolution how
/// strong it may be at each place. Any gain can be put on it.
struct MarkLayer {
  /// The strongest root mean square of the pattern on flat ground, in grey levels, whatever the
  /// gain. With the rounding to whole levels it shows as less than 1.2.
  static let flatLimit: Float = 1.15
  /// The pattern's highest peak, in multiples of its root mean square. Cutting the rare ones costs
  /// hardly any energy; on pure white nothing is then changed by more than 4 levels.
  private static let peak: Float = 2.6

  let pattern: Plane
  private let mask: Plane
  private let sensitivity: Plane
  let side: Double
  private let keepsWhite: Bool
  /// The share of the picture that pure white leaves for the mark; 1 when white is marked as well.
  let room: Float

  init(pattern: Plane, luma: Plane, raster: Raster, keepsWhite: Bool) {
    self.pattern = pattern.map { min(max($0, -Self.peak), Self.peak) }
    self.keepsWhite = keepsWhite
    side = CanonicalGrid.side(of: raster.size)
    let mask = PerceptualMask(luma: luma, native: raster.size)
    sensitivity = mask.sensitivity
    guard keepsWhite else {
      self.mask = mask.amplitude
      room = 1
      return
    }
    let remainder = WhiteGround.remainder(in: raster, size: mask.amplitude.size)
    room = remainder.samples.reduce(0, +) / Float(remainder.samples.count)
    self.mask = mask.amplitude.product(with: remainder)
  }

  /// The gain at which SSIMULACRA 2 will say about `score`, to some 4 %.
  ///
  /// The metric weighs means and fourth roots of mean fourth powers of an error that goes with
  /// sensitivity and square of the amplitude; the exponents, and what the size does, were fitted to
  /// 94 photos of 0.2 to 12 megapixels.
  func expectedGain(score: Double) -> Double {
    var (sum, fourthPowers) = (0.0, 0.0)
    for i in 0..<mask.samples.count {
      let error = sensitivity.samples[i] * mask.samples[i] * mask.samples[i]
      let square = error * error
      sum += Double(error)
      fourthPowers += Double(square * square)
    }
    let count = Double(mask.samples.count)
    let mean = max(sum / count, 1e-4)
    let peak = max(pow(fourthPowers / count, 0.25), 1e-4)
    let scale = log(side)
    let logarithm =
      6.05 - 0.344 * log(mean) - 0.259 * log(peak) - 0.9715 * scale + 0.286
      * ToneMap.largeness(side: side)
      + 0.601 * max(0, scale - log(1000))
    return exp(logarithm) * (100 - score) / 20
  }

  /// The pattern's amplitude at every place, at half the canonical resolution. Where the mask says
  /// flat ground, the limit holds; it is soon out of the way where there is texture.
  func amplitude(gain: Float) -> Plane {
    mask.map { min($0 * gain, Self.flatLimit + 6 * max($0 - 1.1, 0)) }
  }

  /// What is added to every channel of a pixel: the pattern, and near white or black a shift by
  /// its amplitude, so that both signs fit.
  @inline(__always)
  private static func change(
    _ pattern: Float, amplitude: Float, lowest: Float, highest: Float
  ) -> Float {
    pattern * amplitude + min(255 - amplitude - highest, 0) + max(0.5 * amplitude - lowest, 0)
  }

  /// A canonical luma plane with the mark.
  func added(to luma: Plane, amplitude: Plane) -> Plane {
    let width = luma.width
    return Plane(size: luma.size) { output in
      luma.samples.withUnsafeBufferPointer { luma in
        pattern.samples.withUnsafeBufferPointer { pattern in
          amplitude.samples.withUnsafeBufferPointer { amplitudes in
            for i in 0..<output.count / width {
              let (first, half) = (i &* width, (i >> 1) &* amplitude.width)
              for x in 0..<width {
                let level = luma[first &+ x]
                let change = Self.change(
                  pattern[first &+ x], amplitude: amplitudes[half &+ x >> 1], lowest: level,
                  highest: level)
                output[first &+ x] = min(max(level + change, 0), 255)
              }
            }
          }
        }
      }
    }
  }

  /// A picture with the mark, rounded to whole levels.
  func added(to raster: Raster, amplitude: Plane) -> Raster {
    let (width, height) = (raster.size.width, raster.size.height)
    let patterns = Resampler(from: pattern.size, to: raster.size).rows(of: pattern)
    let amplitudes = Resampler(from: amplitude.size, to: raster.size).rows(of: amplitude)
    let highest = (amplitude.samples.max() ?? 0) * 1.25
    let row = MarkRow(width: width)
    let samples = [UInt8](unsafeUninitializedCapacity: raster.samples.count) { output, count in
      raster.samples.withUnsafeBufferPointer { samples in
        for y in 0..<height {
          let source = samples.baseAddress! + y &* width &* 3
          row.read(y, patterns: patterns, amplitudes: amplitudes)
          row.shift(for: source, highestAmplitude: highest, keepsWhite: keepsWhite)
          row.add(to: source, into: output.baseAddress! + y &* width &* 3)
        }
      }
      count = raster.samples.count
    }
    return Raster(size: raster.size, samples: samples, alpha: raster.alpha)
  }
}
