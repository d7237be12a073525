import Glibc
import Pixels

/// How much of the mark each place of a picture hides: more in texture and in the dark, less next
/// to edges and on near-white.
///
/// Two views of one picture, multiplied. What SSIMULACRA 2 punishes is change where the local
/// variance is small at a quarter and an eighth of the picture's own resolution, and at its full
/// resolution; what people also mind, and no metric sees, is grain beside a lone edge.
enum PerceptualMask {
  /// The mask of a canonical luma plane (0...255), of the same size, for a picture of `native`
  /// pixels: a factor on the amplitude, about 1 on flat ground.
  static func mask(of luma: Plane, native: Size) -> Plane {
    let brightness = GaussianFilter(sigma: 4)(luma)
    let sensitivity = sensitivity(of: luma, native: native)
    let structure = sensitivity.combined(with: brightness) { sensitivity, brightness in
      min(powf(sensitivity, -0.45), 5) * light(brightness)
    }
    let texture = texture(of: luma).combined(with: brightness) { texture, brightness in
      let dark = 1 + 0.25 * min(max((60 - brightness) / 60, 0), 1)
      return texture * dark * light(brightness)
    }
    return GaussianFilter(sigma: 2)(structure).combined(with: GaussianFilter(sigma: 2)(texture)) {
      powf($0, 0.7) * powf($1 / 0.8, 0.3)
    }
  }

  /// Near white there is no room for a change in both directions.
  @inline(__always)
  private static func light(_ brightness: Float) -> Float {
    1 - 0.2 * min(max((brightness - 225) / 20, 0), 1)
  }

  /// What a change costs in structural similarity at the scales that weigh, 1 on flat ground.
  private static func sensitivity(of luma: Plane, native: Size) -> Plane {
    let (quarter, eighth, full): (Float, Float, Float) = (1, 0.35, 0.7)
    let whole = quarter + eighth + full * 79 / 58
    let coarse = variance(of: luma, native: native, shrunk: 4).combined(
      with: variance(of: luma, native: native, shrunk: 8)
    ) { quarter / (2 * $0 + 79) + eighth / (2 * $1 + 79) }
    return coarse.combined(with: variance(of: luma, native: native, shrunk: 1)) {
      ($0 + full / (2 * $1 + 58)) * 79 / whole
    }
  }

  /// The local variance that the picture has at a fraction of its own resolution.
  private static func variance(of luma: Plane, native: Size, shrunk factor: Int) -> Plane {
    let size = Size(
      width: min(luma.width, max(2, native.width / factor)),
      height: min(luma.height, max(2, native.height / factor)))
    let plane = size == luma.size ? luma : Resampler(from: luma.size, to: size)(luma)
    let window = GaussianFilter(sigma: 1.5, radius: 5)
    let mean = window(plane)
    let variance = window(plane.product(with: plane)).combined(with: mean) {
      max($0 - $1 * $1, 0)
    }
    guard size != luma.size else { return variance }
    return Resampler(from: size, to: luma.size)(variance).map { max($0, 0) }
  }

  /// Texture as an amplitude: 0.8 on flat ground, up to 2.4.
  private static func texture(of luma: Plane) -> Plane {
    let detail = luma.combined(with: GaussianFilter(sigma: 3)(luma)) { $0 - $1 }
    let energy = GaussianFilter(sigma: 1.5)(detail.product(with: detail))
    // A geometric mean, so that a lone edge beside flat ground does not count as texture.
    let logarithm = GaussianFilter(sigma: 4)(energy.map { logf($0 + 0.3) })
    let deviation = logarithm.map { expf($0 * 0.5) }
    return deviation.combined(with: Erosion(side: 15)(deviation)) { deviation, lowest in
      min(0.8 + 0.45 * powf(max(min(deviation, lowest + 0.2) - 0.6, 0), 0.8), 2.4)
    }
  }
}
