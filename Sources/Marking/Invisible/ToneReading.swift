import Glibc
import Pixels

/// The data tones of a suspect under one hypothesis of geometry and position.
struct ToneReading {
  private static let leastReadableTones = 60

  /// The data tones' values in the order of `ToneMap.data`, freed of the key's phases.
  let values: [Complex]
  /// How much each is to be trusted.
  let gains: [Float]
  let geometry: MarkGeometry

  /// The readings at the likeliest positions under the frequency map `map`; none when too few
  /// tones are within the suspect's resolution.
  static func readings(
    of spectrum: SuspectSpectrum, under map: AffineMap, tones: ToneMap
  ) -> [ToneReading] {
    let limit = spectrum.bandLimit
    let points = tones.tones.map { map(Double($0.fx), Double($0.fy)) }
    let readable = points.map { (2..<limit).contains(hypot($0.x, $0.y)) }
    guard readable.lazy.filter({ $0 }).count >= leastReadableTones else { return [] }
    let values = zip(points, readable).map { point, readable in
      readable ? spectrum.value(fx: point.x, fy: point.y) : .zero
    }
    return TranslationSearch(tones: tones).places(values).map { place in
      let gains = ToneGains.gains(place.values, readable: readable, tones: tones)
      return ToneReading(
        values: tones.data.map { place.values[$0] }, gains: tones.data.map { gains[$0] },
        geometry: MarkGeometry(
          frequencyMap: map, halfTurn: place.halfTurn, shift: place.shift))
    }
  }
}
