import Glibc
public import Pixels

/// Looks for a shop's invisible mark in pictures, with the key alone.
public struct Detector: Sendable {
  private static let directSteps = [0.0015, 0.0008]
  private static let searchSteps = [0.006, 0.003, 0.0015, 0.0008]
  private static let leastScore = 2.0
  private static let leastReadableTones = 60
  private static let searchLimit = 8
  private static let uprightLimit = 4
  /// Four direct hypotheses (upright or quarter turn, mirrored or not) and the searched ones, each
  /// read at the likeliest places.
  private static let mostReadings = (4 + uprightLimit + searchLimit) * TranslationSearch.placesTried
  private static let blindFalseAlarm =
    Double(mostReadings * PayloadCode.comparisonsPerDecoding)
    * PayloadCode.falseMatchPerComparison
  /// The largest probability of a false alarm that catalogue mode accepts for a picture.
  private static let catalogueFalseAlarm = 5e-10

  private let key: MarkKey

  /// Looks for marks made with `key`.
  public init(key: MarkKey) { self.key = key }

  /// The mark in `raster`, or nil when none is found. A nil does not show that there is none.
  ///
  /// `issued` is asked for only when blind decoding fails: the picture is then compared with every
  /// mark the shop has issued, which reads much weaker traces.
  public func detect(in raster: Raster, issued: () -> IssuedMarks? = { nil }) -> Detection? {
    guard min(raster.size.width, raster.size.height) >= 16 else { return nil }
    let spectrum = SuspectSpectrum(raster)
    let refinement = GeometryRefinement(spectrum: spectrum, tones: key.tones)
    var readings: [ToneReading] = []
    if let found = direct(refinement, &readings) ?? searched(refinement, &readings) {
      return found
    }
    guard !readings.isEmpty, let issued = issued() else { return nil }
    return compare(readings, with: issued)
  }

  /// The common cases without a search: resized, recompressed, mirrored, turned by quarter turns.
  private func direct(
    _ refinement: GeometryRefinement, _ readings: inout [ToneReading]
  ) -> Detection? {
    for flipped in [false, true] {
      for angle in [0, Double.pi / 2] {
        let start = GeometrySearch.map(scale: 1, angle: angle, flipped: flipped)
        let rough = refinement.refined(start, steps: [Self.directSteps[0]])
        guard rough.score >= Self.leastScore else { continue }
        let fine = refinement.refined(rough.map, steps: Self.directSteps)
        if let found = decode(fine.map, refinement.spectrum, &readings) { return found }
      }
    }
    return nil
  }

  private func searched(
    _ refinement: GeometryRefinement, _ readings: inout [ToneReading]
  ) -> Detection? {
    var tried: [AffineMap] = []
    let candidates =
      GeometrySearch.uprightCandidates(refinement, limit: Self.uprightLimit)
      + GeometrySearch.candidates(
        in: refinement.spectrum, key: key, limit: Self.searchLimit)
    for candidate in candidates {
      let (map, score) = refinement.refined(candidate.map, steps: Self.searchSteps)
      guard score >= Self.leastScore, !tried.contains(where: { isNear($0, map) }) else { continue }
      tried.append(map)
      if let found = decode(map, refinement.spectrum, &readings) { return found }
    }
    return nil
  }

  private func isNear(_ a: AffineMap, _ b: AffineMap) -> Bool {
    max(abs(a.a - b.a), abs(a.b - b.b), abs(a.c - b.c), abs(a.d - b.d)) < 0.002
  }

  private func decode(
    _ map: AffineMap, _ spectrum: SuspectSpectrum, _ readings: inout [ToneReading]
  ) -> Detection? {
    for reading in ToneReading.readings(of: spectrum, under: map, tones: key.tones) {
      let payload = PayloadCode(key: key).decode(received: reading.values, gains: reading.gains)
      if let payload {
        return Detection(
          payload: payload, mode: .blind, falseAlarmLog10: log10(Self.blindFalseAlarm),
          geometry: reading.geometry)
      }
      readings.append(reading)
    }
    return nil
  }

  /// Catalogue mode: the issued payload with the largest statistic over all readings, when so large
  /// a one has a probability below `Self.catalogueFalseAlarm` without a mark.
  private func compare(_ readings: [ToneReading], with issued: IssuedMarks) -> Detection? {
    var best: (payload: MarkPayload, statistic: Double, geometry: MarkGeometry)?
    for reading in readings {
      guard let found = issued.best(received: reading.values, gains: reading.gains),
        found.statistic > best?.statistic ?? 0
      else { continue }
      best = (found.payload, found.statistic, reading.geometry)
    }
    guard let best else { return nil }
    let comparisons = Double(issued.payloads.count * Self.mostReadings)
    let falseAlarm = comparisons * exp(-best.statistic * best.statistic / 2)
    guard falseAlarm <= Self.catalogueFalseAlarm else { return nil }
    return Detection(
      payload: best.payload, mode: .catalogue,
      falseAlarmLog10: log10(falseAlarm + Self.blindFalseAlarm), geometry: best.geometry)
  }
}
