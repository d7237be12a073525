import Pixels

/// Reads a suspect under one hypothesis after another, up to a fixed number that the bound on false
/// alarms counts.
struct PayloadSearch {
  /// A payload whose authentication code agrees, and where it was read.
  struct Found {
    let payload: MarkPayload
    let reading: ToneReading
  }

  /// Readings of one suspect that are decoded, at most.
  static let mostReadings = 128
  /// So much power leaves no doubt about the geometry: such a reading is decoded at once.
  private static let plainPower = 8.0
  /// What knowing the position adds to the likelihood of a reading: twice the logarithm of the
  /// number of positions that are told apart otherwise.
  private static let knownPlace = 20.0
  private static let steps = [0.006, 0.003, 0.0015, 0.0008]
  /// Maps that differ by less are one hypothesis.
  private static let resolution = 0.002

  let key: MarkKey
  /// What was decoded so far without finding a payload.
  private(set) var readings: [ToneReading] = []

  init(key: MarkKey) { self.key = key }

  /// Sharpens `candidates`, looks how well the pilots agree under each, and decodes the best
  /// `limit` readings until a payload is found.
  mutating func first(
    _ candidates: [GeometrySearch.Candidate], in view: SuspectView, limit: Int
  ) -> Found? {
    var tried: [AffineMap] = []
    var pool: [(score: Double, reading: ToneReading)] = []
    for candidate in candidates {
      if let framing = candidate.framing {
        let shift = (x: -framing.placement.toPattern.tx, y: -framing.placement.toPattern.ty)
        pool += ToneReading.readings(
          of: view.spectrum, under: framing.map, tones: key.tones, near: shift
        ).map {
          (
            candidate.score * abs(candidate.score) + $0.agreement * $0.agreement + Self.knownPlace,
            $0
          )
        }
      }
      let (map, power) = view.refinement.refined(candidate.map, steps: Self.steps)
      guard !tried.contains(where: { isNear($0, map) }) else { continue }
      tried.append(map)
      let found = ToneReading.readings(
        of: view.spectrum, under: map, tones: key.tones, fromWhole: view.fromWhole)
      if power > Self.plainPower, let best = found.first, let payload = decode(best) {
        return payload
      }
      pool += found.dropFirst(power > Self.plainPower ? 1 : 0).map {
        (max(power, 0) * max(power, 0) + $0.agreement * $0.agreement, $0)
      }
    }
    pool.sort { $0.score > $1.score }
    for (_, reading) in pool.prefix(limit) {
      if let payload = decode(reading) { return payload }
    }
    return nil
  }

  private func isNear(_ a: AffineMap, _ b: AffineMap) -> Bool {
    max(abs(a.a - b.a), abs(a.b - b.b), abs(a.c - b.c), abs(a.d - b.d)) < Self.resolution
  }

  private mutating func decode(_ reading: ToneReading) -> Found? {
    guard readings.count < Self.mostReadings else { return nil }
    let payload = PayloadCode(key: key).decode(received: reading.values, gains: reading.gains)
    if let payload { return Found(payload: payload, reading: reading) }
    readings.append(reading)
    return nil
  }
}
