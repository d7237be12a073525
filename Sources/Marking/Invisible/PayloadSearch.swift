import Pixels

/// Reads a suspect under one hypothesis after another, up to a fixed number that the bound on false
/// alarms counts.
struct PayloadSearch {
  /// A payload whose authentication code agrees, and where it lies.
  struct Found {
    let payload: MarkPayload
    let geometry: MarkGeometry
  }

  /// Hypotheses that one suspect is read under, at most.
  static let mostHypotheses = 64
  private static let steps = [0.006, 0.003, 0.0015, 0.0008]
  /// Maps that differ by less are one hypothesis.
  private static let resolution = 0.002
  private static let leastScore = 2.0

  let key: MarkKey
  /// What was read so far without finding a payload.
  private(set) var readings: [ToneReading] = []
  private var hypothesisCount = 0

  init(key: MarkKey) { self.key = key }

  /// Sharpens and reads `candidates` in turn until a payload is found.
  mutating func first(
    _ candidates: [GeometrySearch.Candidate], in view: SuspectView
  ) -> Found? {
    var tried: [AffineMap] = []
    for candidate in candidates {
      let (map, score) = view.refinement.refined(candidate.map, steps: Self.steps)
      guard score >= Self.leastScore, !tried.contains(where: { isNear($0, map) }) else { continue }
      guard hypothesisCount < Self.mostHypotheses else { return nil }
      hypothesisCount += 1
      tried.append(map)
      if let found = read(view.spectrum, under: map) { return found }
    }
    return nil
  }

  private func isNear(_ a: AffineMap, _ b: AffineMap) -> Bool {
    max(abs(a.a - b.a), abs(a.b - b.b), abs(a.c - b.c), abs(a.d - b.d)) < Self.resolution
  }

  private mutating func read(_ spectrum: SuspectSpectrum, under map: AffineMap) -> Found? {
    for reading in ToneReading.readings(of: spectrum, under: map, tones: key.tones) {
      let payload = PayloadCode(key: key).decode(received: reading.values, gains: reading.gains)
      if let payload { return Found(payload: payload, geometry: reading.geometry) }
      readings.append(reading)
    }
    return nil
  }
}
