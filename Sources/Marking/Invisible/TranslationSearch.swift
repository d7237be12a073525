import Pixels

/// Finds how a suspect was moved, from the phases of the pilot tones.
struct TranslationSearch {
  /// Places are first looked for this many units apart, which every tone can just tell.
  private static let pitch = 2
  private static let side = ToneMap.period / pitch
  private static let transform = RealFourierTransform(atLeast: Size(width: side, height: side))
  private static let peaksPerDirection = 4
  /// How many places are tried, over both directions of the half turn that magnitudes cannot tell.
  static let placesTried = 2

  /// A hypothesis, with the tones' values freed of the key's phases and of the translation.
  struct Place {
    /// The agreement of the pilots.
    let score: Float
    /// The picture is turned by a further half turn.
    let halfTurn: Bool
    /// Suspect point u' shows original point M^T u' - shift, in canonical units from the centres.
    let shift: (x: Double, y: Double)
    let values: [Complex]
  }

  let tones: ToneMap

  /// The likeliest places for tone values `values`, sharpened.
  func places(_ values: [Complex]) -> [Place] {
    let found = [false, true].flatMap { halfTurn in
      peaks(halfTurn ? values.map(\.conjugate) : values, halfTurn: halfTurn)
    }
    return Array(found.sorted { $0.score > $1.score }.prefix(Self.placesTried))
  }

  private func peaks(_ values: [Complex], halfTurn: Bool) -> [Place] {
    var spectrum = Self.transform.emptySpectrum()
    for pilot in tones.pilots {
      let tone = tones.tones[pilot]
      let value = values[pilot] * tone.phase.conjugate
      spectrum.addTone(
        fx: tone.fx, fy: tone.fy, real: value.real, imaginary: value.imaginary)
    }
    var surface = Self.transform.inverse(spectrum, extent: Self.transform.size)
    let freed = zip(values, tones.tones).map { value, tone in value * tone.phase.conjugate }
    return (0..<Self.peaksPerDirection).map { _ in
      let (row, column, _) = surface.removePeak(within: 2)
      return sharpened(
        freed, halfTurn: halfTurn, x: Double(column * Self.pitch), y: Double(row * Self.pitch))
    }
  }

  private func shifted(_ values: [Complex], by x: Double, _ y: Double) -> [Complex] {
    zip(values, tones.tones).map { value, tone in value * turn(tone, x, y) }
  }

  private func turn(_ tone: ToneMap.Tone, _ x: Double, _ y: Double) -> Complex {
    .unit(2 * .pi * (Double(tone.fx) * x + Double(tone.fy) * y) / Double(ToneMap.period))
  }

  /// Moves by fractions of a unit from (x, y) while the pilots gain.
  private func sharpened(
    _ values: [Complex], halfTurn: Bool, x startX: Double, y startY: Double
  ) -> Place {
    func agreement(_ x: Double, _ y: Double) -> Float {
      tones.pilots.reduce(0) { sum, pilot in
        sum + (values[pilot] * turn(tones.tones[pilot], x, y)).real
      }
    }
    var (x, y) = (startX, startY)
    var best = agreement(x, y)
    for step in [0.8, 0.4, 0.2, 0.1, 0.05] {
      for _ in 0..<3 {
        var improved = false
        for (dx, dy) in [(step, 0), (-step, 0), (0, step), (0, -step)] {
          let value = agreement(x + dx, y + dy)
          if value > best { (x, y, best, improved) = (x + dx, y + dy, value, true) }
        }
        if !improved { break }
      }
    }
    return Place(
      score: best, halfTurn: halfTurn, shift: (x, y), values: shifted(values, by: x, y))
  }
}
