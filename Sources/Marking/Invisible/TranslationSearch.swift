import Pixels

/// Finds how a suspect was moved, from the phases of the pilot tones.
struct TranslationSearch {
  /// Places are first looked for this many units apart, which every tone can just tell.
  private static let pitch = 2
  private static let side = ToneMap.period / pitch
  private static let transform = RealFourierTransform(atLeast: Size(width: side, height: side))
  private static let peaksPerDirection = 16
  /// Peaks of the coarse surface below this many deviations are not sharpened.
  private static let leastAgreement: Float = 2.8
  /// How many places are tried, over both directions of the half turn that magnitudes cannot tell.
  static let placesTried = 2

  /// A hypothesis, with the tones' values freed of the key's phases and of the translation.
  struct Place {
    /// The weighted agreement of the pilots, in units of its deviation without a mark.
    let score: Float
    /// The picture is turned by a further half turn.
    let halfTurn: Bool
    /// Suspect point u' shows the pattern's point M^T u' - shift.
    let shift: (x: Double, y: Double)
    let values: [Complex]

    /// From the suspect's canonical units to the pattern's, for the frequency map M.
    func patternMap(under map: AffineMap) -> AffineMap {
      let sign = halfTurn ? -1.0 : 1.0
      return map.transposedLinearPart.then(.scaling(sign, sign))
        .then(.translation(-shift.x, -shift.y))
    }
  }

  /// exp(2 pi i k / count).
  private static let turns = (0..<4096).map { Complex.unit(2 * .pi * Double($0) / 4096) }

  let tones: ToneMap
  private let weights: [Float]

  /// `weights` are each tone's share in the agreement.
  init(tones: ToneMap, weights: [Float]) {
    self.tones = tones
    self.weights = weights
  }

  /// The likeliest places for tone values `values`, sharpened.
  func places(_ values: [Complex]) -> [Place] {
    let directions = [false, true].map { direction(values, halfTurn: $0) }
    let found = directions.flatMap { direction in peaks(direction).map { (direction, $0) } }
    return found.sorted { $0.1.score > $1.1.score }.prefix(Self.placesTried)
      .map { place($0.1, $0.0) }
  }

  /// The likelier of the two places where a pattern lies that was moved by `shift` and then turned
  /// about the centre.
  func place(_ values: [Complex], near shift: (x: Double, y: Double)) -> Place {
    let found = [false, true].map { halfTurn in
      let direction = direction(values, halfTurn: halfTurn)
      return (direction, sharpened(direction.pilots, x: shift.x, y: shift.y))
    }
    let best = found[0].1.score >= found[1].1.score ? found[0] : found[1]
    return place(best.1, best.0)
  }

  /// The tones' values for one of the two directions that magnitudes cannot tell, freed of the key's
  /// phases.
  private struct Direction {
    let halfTurn: Bool
    let values: [Complex]
    let pilots: [Pilot]
    /// The deviation of the pilots' agreement without a mark.
    let deviation: Float
  }

  private struct Pilot {
    let fx: Float
    let fy: Float
    /// Times the pilot's weight.
    let value: Complex
  }

  /// A shift, and the pilots' agreement there.
  private typealias Shift = (score: Float, x: Double, y: Double)

  private func direction(_ values: [Complex], halfTurn: Bool) -> Direction {
    let freed = zip(values, tones.tones).map { value, tone in
      (halfTurn ? value.conjugate : value) * tone.phase.conjugate
    }
    let pilots = tones.pilots.map { k in
      Pilot(
        fx: Float(tones.tones[k].fx), fy: Float(tones.tones[k].fy), value: freed[k] * weights[k])
    }
    let energy = pilots.reduce(Float.leastNormalMagnitude) { $0 + $1.value.squaredMagnitude }
    return Direction(
      halfTurn: halfTurn, values: freed, pilots: pilots, deviation: (energy / 2).squareRoot())
  }

  private func place(_ shift: Shift, _ direction: Direction) -> Place {
    Place(
      score: shift.score / direction.deviation, halfTurn: direction.halfTurn,
      shift: (shift.x, shift.y), values: shifted(direction.values, by: shift.x, shift.y))
  }

  private func peaks(_ direction: Direction) -> [Shift] {
    var spectrum = Self.transform.emptySpectrum()
    for pilot in direction.pilots {
      spectrum.addTone(
        fx: Int(pilot.fx), fy: Int(pilot.fy), real: pilot.value.real,
        imaginary: pilot.value.imaginary)
    }
    let surface = Self.transform.inverse(spectrum, extent: Self.transform.size)
    return surface.peaks(
      above: Self.leastAgreement * direction.deviation, limit: Self.peaksPerDirection
    ).map { row, column in
      sharpened(direction.pilots, x: Double(column * Self.pitch), y: Double(row * Self.pitch))
    }
  }

  private func shifted(_ values: [Complex], by x: Double, _ y: Double) -> [Complex] {
    zip(values, tones.tones).map { value, tone in value * turn(tone, x, y) }
  }

  private func turn(_ tone: ToneMap.Tone, _ x: Double, _ y: Double) -> Complex {
    .unit(2 * .pi * (Double(tone.fx) * x + Double(tone.fy) * y) / Double(ToneMap.period))
  }

  /// Moves by fractions of a unit from (x, y) while the pilots gain.
  private func sharpened(_ pilots: [Pilot], x startX: Double, y startY: Double) -> Shift {
    func agreement(_ x: Double, _ y: Double) -> Float {
      let scale = Float(Self.turns.count) / Float(ToneMap.period)
      let (x, y) = (Float(x) * scale, Float(y) * scale)
      return Self.turns.withUnsafeBufferPointer { turns in
        pilots.reduce(into: Float(0)) { sum, pilot in
          let turn = turns[Int(pilot.fx * x + pilot.fy * y + 0x1p22) & (turns.count - 1)]
          sum += pilot.value.real * turn.real - pilot.value.imaginary * turn.imaginary
        }
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
    return (best, x, y)
  }
}
