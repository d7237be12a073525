import Glibc
import Pixels

/// What a key's tones look like on the log-polar map, ready to be correlated with a suspect's.
struct SearchTemplate: Sendable {
  /// Whether this is the template of mirrored pictures.
  let flipped: Bool
  /// The template's transform on `LogPolarMap.transform`.
  let spectrum: HalfSpectrum
  /// For every tone, its radius in steps of the map and the square of its weight.
  let radii: [(step: Int, energy: Float)]

  init(tones: ToneMap, flipped: Bool) {
    self.flipped = flipped
    let size = LogPolarMap.transform.size
    var impulses = Plane(size: size)
    var radii: [(step: Int, energy: Float)] = []
    for (k, tone) in tones.tones.enumerated() {
      let weight: Float = tones.pilots.contains(k) ? 1.5 : 1
      let (x, y) = (Double(flipped ? -tone.fx : tone.fx), Double(tone.fy))
      var angle = atan2(y, x)
      if angle < 0 { angle += .pi }
      let row = Int((angle / .pi * Double(size.height)).rounded()) % size.height
      let column = Int(LogPolarMap.step(ofRadius: tone.radius).rounded())
      impulses[column, row] += weight
      radii.append((column, weight * weight))
    }
    spectrum = LogPolarMap.transform.forward(impulses)
    self.radii = radii
  }
}
