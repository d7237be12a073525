import Pixels

/// What a key's tones look like on the log-polar map, ready to be correlated with a suspect's.
struct SearchTemplate: Sendable {
  /// Whether this is the template of mirrored pictures.
  let flipped: Bool
  /// The template's transform on `LogPolarMap.transform`.
  let spectrum: HalfSpectrum

  init(tones: ToneMap, flipped: Bool) {
    self.flipped = flipped
    var impulses = Plane(size: LogPolarMap.transform.size)
    for (k, tone) in tones.tones.enumerated() {
      let weight: Float = tones.pilots.contains(k) ? 1.5 : 1
      let cell = LogPolarMap.Cell(Double(flipped ? -tone.fx : tone.fx), Double(tone.fy))
      impulses[cell.column, cell.row] += weight
    }
    spectrum = LogPolarMap.transform.forward(impulses)
  }
}
