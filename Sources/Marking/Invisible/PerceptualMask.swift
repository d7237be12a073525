import Pixels

/// How much of the mark each place of a picture hides: more in texture and in the dark, less next
/// to edges and on near-white.
///
/// Two views of one picture, multiplied. What SSIMULACRA 2 punishes is change where the local
/// variance is small at a quarter and an eighth of the picture's own resolution, and at its full
/// resolution; what people also mind, and no metric sees, is grain on flat ground beside a lone
/// edge. The mask is smooth, so it is made and kept at half the canonical resolution.
struct PerceptualMask {
  /// A factor on the amplitude, about 1 on flat ground.
  let amplitude: Plane
  /// What a change costs in structural similarity at the scales that weigh, 1 on flat ground.
  let sensitivity: Plane

  private typealias Lanes = Powers.Lanes

  /// The texture of flat ground.
  private static let flat: Float = 0.8

  /// The mask of a canonical luma plane (0...255) for a picture of `native` pixels. Its planes are
  /// half as wide and high as the luma.
  init(luma: Plane, native: Size) {
    let (means, meanSquares) = luma.halved()
    let brightness = GaussianFilter(sigma: 2)(means)
    let texture = Self.texture(means, meanSquares)
    sensitivity = Self.sensitivity(means, meanSquares, native: native)
    let structure = sensitivity.combinedLanes(with: texture) { sensitivity, texture in
      // The neighbourhood of an edge hides change from the metric, not from the eye: structure
      // counts for as much as there is texture, of which a lone edge seems to have a little.
      let room = 1.1 + 10 * Self.limited(texture - (Self.flat + 0.1), to: 0.39)
      return 0.7 * Powers.min(-0.45 * Powers.log2(sensitivity), Powers.log2(room))
        + 0.3 * Powers.log2(texture / Self.flat)
    }
    amplitude = GaussianFilter(sigma: 1)(structure).combinedLanes(with: brightness) {
      mask, brightness in
      // Near white there is no room for a change in both directions; the dark hides a little more.
      let light = 1 - 0.01 * Self.limited(brightness - 225, to: 20)
      let dark = 1 + 0.07 / 60 * Self.limited(60 - brightness, to: 60)
      return Powers.exp2(mask) * light * dark
    }
  }

  @inline(__always)
  private static func limited(_ value: Lanes, to limit: Float) -> Lanes {
    Powers.min(Powers.max(value, .zero), Lanes(repeating: limit))
  }

  private static func sensitivity(
    _ means: Plane, _ meanSquares: Plane, native: Size
  ) -> Plane {
    let (quarter, eighth, full): (Float, Float, Float) = (1, 0.35, 0.7)
    let whole = quarter + eighth + full * 79 / 58
    let coarse = variance(of: means, native: native, shrunk: 4).combinedLanes(
      with: variance(of: means, native: native, shrunk: 8)
    ) {
      quarter / (2 * $0 + 79) + eighth / (2 * $1 + 79)
    }
    // A window of 1.5 canonical units, whose first part was the averaging of blocks.
    let window = GaussianFilter(sigma: 0.7, radius: 3)
    let fine = window(meanSquares).combinedLanes(with: window(means)) { spread($0, $1) }
    return coarse.combinedLanes(with: fine) { ($0 + full / (2 * $1 + 58)) * 79 / whole }
  }

  /// The local variance that the picture has at a fraction of its own resolution.
  private static func variance(
    of means: Plane, native: Size, shrunk factor: Int
  ) -> Plane {
    let size = Size(
      width: min(means.width, max(2, native.width / factor)),
      height: min(means.height, max(2, native.height / factor)))
    let plane = Resampler(from: means.size, to: size)(means)
    let window = GaussianFilter(sigma: 1.5, radius: 5)
    let squares = plane.combinedLanes(with: plane) { value, _ in value * value }
    let variance = window(squares).combinedLanes(with: window(plane)) { spread($0, $1) }
    guard size != means.size else { return variance }
    let enlarged = Resampler(from: size, to: means.size)(variance)
    return enlarged.combinedLanes(with: enlarged) { value, _ in Powers.max(value, .zero) }
  }

  @inline(__always)
  private static func spread(_ meanSquare: Lanes, _ mean: Lanes) -> Lanes {
    Powers.max(meanSquare - mean * mean, .zero)
  }

  /// Texture as an amplitude: `flat` on flat ground, up to 2.4.
  private static func texture(_ means: Plane, _ meanSquares: Plane) -> Plane {
    let smooth = GaussianFilter(sigma: 1.5)(means)
    // The mean square of what `smooth` lacks, constant in a block.
    let cross = smooth.combinedLanes(with: means) { $0 * ($0 - 2 * $1) }
    let energy = meanSquares.combinedLanes(with: cross) { Powers.max($0 + $1, .zero) }
    let local = GaussianFilter(sigma: 0.7)(energy)
    // A geometric mean, so that a lone edge beside flat ground does not count as texture.
    let logarithm = GaussianFilter(sigma: 2)(
      local.combinedLanes(with: local) { energy, _ in 0.5 * Powers.log2(energy + 0.3) })
    let deviation = logarithm.combinedLanes(with: logarithm) { value, _ in Powers.exp2(value) }
    return deviation.combinedLanes(with: Erosion(side: 7)(deviation)) { deviation, lowest in
      let above = Powers.max(Powers.min(deviation, lowest + 0.2) - 0.6, Lanes(repeating: 1e-6))
      return Powers.min(
        flat + 0.45 * Powers.exp2(0.8 * Powers.log2(above)), Lanes(repeating: 2.4))
    }
  }
}
