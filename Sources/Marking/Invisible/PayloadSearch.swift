import Pixels

/// Reads a suspect under one hypothesis after another, up to a fixed number that the bound on false
/// alarms counts.
struct PayloadSearch {
  /// A payload whose authentication code agrees, and where it was read.
  struct Found {
    let payload: MarkPayload
    let reading: ToneReading
  }

  /// Readings of one suspect that are decoded or compared, at most.
  static let mostReadings = 128
  /// Of them, how many are decoded a second time.
  private static let mostPatientReadings = 6
  /// Payloads whose authentication code is looked at, at most, for one suspect.
  static let mostComparisons =
    mostReadings * PayloadCode.Effort.quick.comparisons
    + mostPatientReadings * PayloadCode.Effort.patient.comparisons
  /// So much power leaves no doubt about the geometry: such a reading is decoded at once.
  private static let plainPower = 8.0
  /// What knowing the position adds to the likelihood of a reading: twice the logarithm of the
  /// number of positions that are told apart otherwise.
  private static let knownPlace = 20.0
  /// Readings that seem less likely than this are kept for comparison, but not decoded: in none was
  /// ever a payload read.
  private static let leastScore = 34.0
  private static let steps = [0.006, 0.003, 0.0015, 0.0008]
  /// Maps that differ by less are one hypothesis.
  private static let resolution = 0.002

  let key: MarkKey
  /// What was read so far without finding a payload, and how likely it seemed.
  private var tried: [(score: Double, reading: ToneReading)] = []

  /// What was read so far without finding a payload, the likeliest first.
  var readings: [ToneReading] { tried.sorted { $0.score > $1.score }.map(\.reading) }

  init(key: MarkKey) { self.key = key }

  /// Sharpens `candidates`, looks how well the pilots agree under each, and decodes the best
  /// `limit` readings until a payload is found.
  mutating func first(
    _ candidates: [GeometrySearch.Candidate], in view: SuspectView, limit: Int
  ) -> Found? {
    var maps: [AffineMap] = []
    var pool: [(score: Double, reading: ToneReading)] = []
    for candidate in candidates {
      pool += framed(candidate, in: view)
      let (map, power) = view.refinement.refined(candidate.map, steps: Self.steps)
      guard !maps.contains(where: { isNear($0, map) }) else { continue }
      maps.append(map)
      guard power > view.leastPower else { continue }
      let found = ToneReading.readings(
        of: view.spectrum, under: map, tones: key.tones, fromWhole: view.fromWhole)
      if power > Self.plainPower, let best = found.first,
        let payload = decode(best, score: power * power + best.agreement * best.agreement)
      {
        return payload
      }
      pool += found.dropFirst(power > Self.plainPower ? 1 : 0).map {
        (power * power + $0.agreement * $0.agreement, $0)
      }
    }
    pool.sort { $0.score > $1.score }
    for (score, reading) in pool.prefix(limit) {
      if let payload = decode(reading, score: score) { return payload }
    }
    return nil
  }

  /// Reads the picture under each of `candidates` as it would lie if nothing was cut off, and decodes
  /// the best `limit` readings: the pilots tell far weaker marks from none where the place is known.
  mutating func firstFramed(
    _ candidates: [GeometrySearch.Candidate], in view: SuspectView, limit: Int
  ) -> Found? {
    let pool = candidates.flatMap { framed($0, in: view) }.sorted { $0.score > $1.score }
    for (score, reading) in pool.prefix(limit) {
      if let payload = decode(reading, score: score) { return payload }
    }
    return nil
  }

  /// The reading where nothing was cut off, and how likely it is.
  private func framed(
    _ candidate: GeometrySearch.Candidate, in view: SuspectView
  ) -> [(score: Double, reading: ToneReading)] {
    guard let framing = candidate.framing else { return [] }
    let shift = (x: -framing.placement.toPattern.tx, y: -framing.placement.toPattern.ty)
    return ToneReading.readings(
      of: view.spectrum, under: framing.map, tones: key.tones, near: shift
    ).map {
      let agreement = max($0.agreement, 0)
      return (
        candidate.score * abs(candidate.score) + agreement * agreement + Self.knownPlace, $0
      )
    }
  }

  /// Decodes the likeliest of the readings made so far again, with more patience.
  func patiently() -> Found? {
    for (score, reading) in tried.sorted(by: { $0.score > $1.score })
      .prefix(Self.mostPatientReadings)
    {
      if score >= Self.leastScore,
        let payload = PayloadCode(key: key).decode(
          received: reading.values, gains: reading.gains, effort: .patient)
      {
        return Found(payload: payload, reading: reading)
      }
    }
    return nil
  }

  private func isNear(_ a: AffineMap, _ b: AffineMap) -> Bool {
    max(abs(a.a - b.a), abs(a.b - b.b), abs(a.c - b.c), abs(a.d - b.d)) < Self.resolution
  }

  private mutating func decode(_ reading: ToneReading, score: Double) -> Found? {
    guard tried.count < Self.mostReadings else { return nil }
    if score >= Self.leastScore,
      let payload = PayloadCode(key: key).decode(
        received: reading.values, gains: reading.gains, effort: .quick)
    {
      return Found(payload: payload, reading: reading)
    }
    tried.append((score, reading))
    return nil
  }
}
