import Glibc
import Pixels

/// How much of the mark each place of a picture hides: about 0.8 on flat ground, up to 2.4 in
/// texture, lower next to edges and on near-white, higher in the dark.
enum PerceptualMask {
  /// The mask of a canonical luma plane (0...255), of the same size.
  static func mask(of luma: Plane) -> Plane {
    let detail = luma.combined(with: GaussianFilter(sigma: 3)(luma)) { $0 - $1 }
    let energy = GaussianFilter(sigma: 1.5)(detail.product(with: detail))
    // A geometric mean, so that a lone edge beside flat ground does not count as texture.
    let logarithm = GaussianFilter(sigma: 4)(energy.map { logf($0 + 0.3) })
    let deviation = logarithm.map { expf($0 * 0.5) }
    let texture = deviation.combined(with: Erosion(side: 15)(deviation)) { min($0, $1 + 0.2) }
    let brightness = GaussianFilter(sigma: 4)(luma)
    let mask = texture.combined(with: brightness) { texture, brightness in
      let hidden = min(0.8 + 0.45 * powf(max(texture - 0.6, 0), 0.8), 2.4)
      let dark = 1 + 0.25 * min(max((60 - brightness) / 60, 0), 1)
      let light = 1 - 0.2 * min(max((brightness - 225) / 20, 0), 1)
      return hidden * dark * light
    }
    return GaussianFilter(sigma: 2)(mask)
  }
}
