import Pixels

/// Finds how a suspect was moved, from the phases of the pilot tones.
struct TranslationSearch {
  private static let transform = RealFourierTransform(
    atLeast: Size(width: ToneMap.period, height: ToneMap.period))
  /// How many places are tried, over both directions of the half turn that magnitudes cannot tell.
  static let placesTried = 2

  /// A hypothesis, with the tones' values freed of the key's phases and of the translation.
  struct Place {
    let score: Float
    /// The picture is turned by a further half turn.
    let halfTurn: Bool
    /// Suspect point u' shows original point M^T u' - shift, in canonical units from the centres.
    var shift: (x: Double, y: Double)
    var values: [Complex]
  }

  let tones: ToneMap

  /// The likeliest places for tone values `values`, sharpened.
  func places(_ values: [Complex]) -> [Place] {
    let found = [false, true].flatMap { halfTurn in
      peaks(halfTurn ? values.map(\.conjugate) : values, halfTurn: halfTurn)
    }
    return found.sorted { $0.score > $1.score }.prefix(Self.placesTried).map(sharpened)
  }

  private func peaks(_ values: [Complex], halfTurn: Bool) -> [Place] {
    var spectrum = Self.transform.emptySpectrum()
    var energy: Float = 0
    for pilot in tones.pilots {
      let tone = tones.tones[pilot]
      let value = values[pilot] * tone.phase.conjugate
      energy += value.squaredMagnitude
      spectrum.addTone(
        fx: tone.fx, fy: tone.fy, real: value.real, imaginary: value.imaginary)
    }
    var surface = Self.transform.inverse(spectrum, extent: Self.transform.size)
    let scale = 1 / max(energy / 2, 1e-9).squareRoot()
    let period = ToneMap.period
    return (0..<Self.placesTried).map { _ in
      let peak = surface.samples.indices.max { surface.samples[$0] < surface.samples[$1] } ?? 0
      let (x, y) = (peak % period, peak / period)
      let score = surface.samples[peak] * scale
      for row in y - 3...y + 3 {
        for column in x - 3...x + 3 {
          surface[column & (period - 1), row & (period - 1)] = -.greatestFiniteMagnitude
        }
      }
      let freed = zip(values, tones.tones).map { value, tone in value * tone.phase.conjugate }
      return Place(
        score: score, halfTurn: halfTurn, shift: (Double(x), Double(y)),
        values: shifted(freed, by: Double(x), Double(y)))
    }
  }

  private func shifted(_ values: [Complex], by x: Double, _ y: Double) -> [Complex] {
    zip(values, tones.tones).map { value, tone in value * turn(tone, x, y) }
  }

  private func turn(_ tone: ToneMap.Tone, _ x: Double, _ y: Double) -> Complex {
    .unit(2 * .pi * (Double(tone.fx) * x + Double(tone.fy) * y) / Double(ToneMap.period))
  }

  /// Moves by fractions of a unit while the pilots gain.
  private func sharpened(_ place: Place) -> Place {
    func agreement(_ x: Double, _ y: Double) -> Float {
      tones.pilots.reduce(0) { sum, pilot in
        sum + (place.values[pilot] * turn(tones.tones[pilot], x, y)).real
      }
    }
    var (x, y) = (0.0, 0.0)
    var best = agreement(0, 0)
    for step in [0.5, 0.25, 0.12, 0.06] {
      for _ in 0..<3 {
        var improved = false
        for (dx, dy) in [(step, 0), (-step, 0), (0, step), (0, -step)] {
          let value = agreement(x + dx, y + dy)
          if value > best { (x, y, best, improved) = (x + dx, y + dy, value, true) }
        }
        if !improved { break }
      }
    }
    var result = place
    result.shift = (place.shift.x + x, place.shift.y + y)
    result.values = shifted(place.values, by: x, y)
    return result
  }
}
