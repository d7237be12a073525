import Glibc
import Pixels

/// The data tones of a suspect under one hypothesis of geometry and position.
struct ToneReading {
  private static let leastReadableTones = 60

  /// The data tones' values in the order of `ToneMap.data`, freed of the key's phases.
  let values: [Complex]
  /// How much each is to be trusted.
  let gains: [Float]
  /// From the suspect's canonical units to the pattern's, up to the pattern's period.
  let patternMap: AffineMap
  /// The agreement of the pilots, in units of its deviation without a mark.
  let agreement: Double

  /// The readings at the likeliest positions under the frequency map `map`, or, when told, at the
  /// likeliest near `shift`; `fromWhole` leads from the whole suspect's units to those of the part
  /// that `spectrum` shows. None when too few tones are within the suspect's resolution.
  static func readings(
    of spectrum: SuspectSpectrum, under map: AffineMap, tones: ToneMap,
    near shift: (x: Double, y: Double)? = nil, fromWhole: AffineMap = .identity
  ) -> [ToneReading] {
    let limit = spectrum.bandLimit
    let points = tones.tones.map { map(Double($0.fx), Double($0.fy)) }
    let readable = points.map { (2..<limit).contains(hypot($0.x, $0.y)) }
    guard readable.lazy.filter({ $0 }).count >= leastReadableTones else { return [] }
    let values = zip(points, readable).map { point, readable in
      readable ? spectrum.value(fx: point.x, fy: point.y) : .zero
    }
    let weights = ToneGains.searchGains(values, readable: readable, tones: tones)
    let search = TranslationSearch(tones: tones, weights: weights)
    let places = shift.map { [search.place(values, near: $0)] } ?? search.places(values)
    return places.map { place in
      let gains = ToneGains.gains(place.values, readable: readable, tones: tones)
      return ToneReading(
        values: tones.data.map { place.values[$0] }, gains: tones.data.map { gains[$0] },
        patternMap: fromWhole.then(place.patternMap(under: map)),
        agreement: Double(place.score))
    }
  }
}
