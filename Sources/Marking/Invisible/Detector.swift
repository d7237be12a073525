import Glibc
public import Pixels

/// Looks for a shop's invisible mark in pictures, with the key alone.
public struct Detector: Sendable {
  private static let directSteps = [0.0015, 0.0008]
  private static let searchSteps = [0.006, 0.003, 0.0015, 0.0008]
  private static let leastScore = 2.5
  private static let leastReadableTones = 60
  private static let searchLimit = 8
  /// Four direct hypotheses (upright or quarter turn, mirrored or not) and the searched ones, each
  /// with the places tried and the decoder's comparisons.
  private static let mostComparisons =
    (4 + searchLimit) * TranslationSearch.placesTried * PayloadCode.comparisonsPerDecoding

  private let key: MarkKey

  /// Looks for marks made with `key`.
  public init(key: MarkKey) { self.key = key }

  /// The mark in `raster`, or nil when none is found. A nil does not show that there is none.
  public func detect(in raster: Raster) -> Detection? {
    guard min(raster.size.width, raster.size.height) >= 16 else { return nil }
    let spectrum = SuspectSpectrum(raster)
    let refinement = GeometryRefinement(spectrum: spectrum, tones: key.tones)
    return direct(refinement) ?? searched(refinement)
  }

  /// The common cases without a search: resized, recompressed, mirrored, turned by quarter turns.
  private func direct(_ refinement: GeometryRefinement) -> Detection? {
    for flipped in [false, true] {
      for angle in [0, Double.pi / 2] {
        let start = GeometrySearch.map(scale: 1, angle: angle, flipped: flipped)
        let rough = refinement.refined(start, steps: [Self.directSteps[0]])
        guard rough.score >= Self.leastScore else { continue }
        let fine = refinement.refined(rough.map, steps: Self.directSteps)
        if let found = decode(fine.map, refinement.spectrum) { return found }
      }
    }
    return nil
  }

  private func searched(_ refinement: GeometryRefinement) -> Detection? {
    var tried: [AffineMap] = []
    let candidates = GeometrySearch.candidates(
      in: refinement.spectrum, key: key, limit: Self.searchLimit)
    for candidate in candidates {
      let (map, score) = refinement.refined(candidate.map, steps: Self.searchSteps)
      guard score >= Self.leastScore, !tried.contains(where: { isNear($0, map) }) else { continue }
      tried.append(map)
      if let found = decode(map, refinement.spectrum) { return found }
    }
    return nil
  }

  private func isNear(_ a: AffineMap, _ b: AffineMap) -> Bool {
    max(abs(a.a - b.a), abs(a.b - b.b), abs(a.c - b.c), abs(a.d - b.d)) < 0.002
  }

  private func decode(_ map: AffineMap, _ spectrum: SuspectSpectrum) -> Detection? {
    let limit = spectrum.bandLimit
    let points = key.tones.tones.map { map(Double($0.fx), Double($0.fy)) }
    let readable = points.map { (2..<limit).contains(hypot($0.x, $0.y)) }
    guard readable.lazy.filter({ $0 }).count >= Self.leastReadableTones else { return nil }
    let values = zip(points, readable).map { point, readable in
      readable ? spectrum.value(fx: point.x, fy: point.y) : .zero
    }
    for place in TranslationSearch(tones: key.tones).places(values) {
      let gains = ToneGains.gains(place.values, readable: readable, tones: key.tones)
      let payload = PayloadCode(key: key).decode(
        received: key.tones.data.map { place.values[$0] },
        gains: key.tones.data.map { gains[$0] })
      if let payload {
        return Detection(
          payload: payload, mode: .blind,
          falseAlarmLog10: log10(
            Double(Self.mostComparisons) * PayloadCode.falseMatchPerComparison),
          geometry: MarkGeometry(
            frequencyMap: map, halfTurn: place.halfTurn, shift: place.shift))
      }
    }
    return nil
  }
}
