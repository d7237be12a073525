import Glibc
import Pixels

/// Which of the correspondences with one registered picture agree on a shift, turn and scale, and how
/// surprising so many would be.
struct SimilarityVote {
  /// Decimal logarithm of the number of false alarms, of all agreeing features.
  let falseAlarmsLog10: Double
  /// The same of those that stand in no picture of another family.
  let uniqueFalseAlarmsLog10: Double
  /// How many agree, and how many of them stand in no picture of another family.
  let agreeing, uniqueAgreeing: Int
  /// The pairs that agree.
  let pairs: [Correspondence]

  private static let mostPairs = 200
  private static let radii: [Float] = [0.02, 0.05]
  private static let angle: Float = 0.5
  private static let octaves: Float = 0.5
  /// Closer features count as one, in pixels.
  private static let duplicateDistance: Float = 1.5

  /// How well the correspondences fit together at first sight: the weight of the fullest 2 x 2
  /// window of a histogram of turns (sixteenths) and scales (half octaves).
  static func coarseScore(
    _ pairs: ArraySlice<Correspondence>, _ features: LocalFeatures, _ size: Size
  ) -> Float {
    let (turns, scales) = (16, 14)
    var histogram = [Float](repeating: 0, count: turns * scales)
    for pair in pairs {
      let (query, registered) = (features.points[pair.query], pair.place.feature(in: size))
      let turn = remainder(registered.angle - query.angle, 2 * .pi)
      let column = (Int(((turn + .pi) * Float(turns) / (2 * .pi)).rounded(.down)) + turns) % turns
      let octave = (log2(registered.size / max(query.size, 0.1)) * 2 + 7).rounded(.down)
      let row = Int(min(max(octave, 0), Float(scales - 1)))
      histogram[column * scales + row] += pair.weight
    }
    var best: Float = 0
    for column in 0..<turns {
      let next = (column + 1) % turns
      for row in 0..<scales - 1 {
        best = max(
          best,
          histogram[column * scales + row] + histogram[column * scales + row + 1]
            + histogram[next * scales + row] + histogram[next * scales + row + 1])
      }
    }
    return best
  }

  /// The best agreement among `pairs`, or nil when fewer than three agree. `size` is the registered
  /// working picture's, `pictures` how many were searched.
  init?(
    _ pairs: ArraySlice<Correspondence>, _ features: LocalFeatures, size: Size, pictures: Int,
    isTagged: (Int) -> Bool
  ) {
    let distinct = Self.distinct(pairs, features, size)
    guard distinct.count >= 3 else { return nil }
    let long = Float(max(size.width, size.height))
    let area = Double(size.pixelCount)
    func probability(_ radius: Float) -> Double {
      let r = Double(radius * long)
      return min(1, .pi * r * r / area) * Double(Self.angle) / .pi * 0.5
    }
    var best: (falseAlarms: Double, members: [Int]) = (.infinity, [])
    for radius in Self.radii {
      for seed in distinct.indices {
        let members = Self.agreeing(with: seed, distinct, radius: radius * long)
        guard members.count >= 3 else { continue }
        let value = FalseAlarms.similarityLog10(
          matches: distinct.count, agreeing: members.count, probability: probability(radius),
          pictures: pictures)
        if value < best.falseAlarms { best = (value, members) }
      }
    }
    guard !best.members.isEmpty else { return nil }
    let tagged = distinct.map { isTagged($0.pair.place.number) }
    let unique = best.members.count { !tagged[$0] }
    falseAlarmsLog10 = best.falseAlarms
    agreeing = best.members.count
    uniqueAgreeing = unique
    uniqueFalseAlarmsLog10 = FalseAlarms.similarityLog10(
      matches: max(1, tagged.count { !$0 }), agreeing: unique < 3 ? 0 : unique,
      probability: probability(Self.radii[1]), pictures: pictures)
    self.pairs = best.members.map { distinct[$0].pair }
  }

  private struct Pair {
    let pair: Correspondence
    let query: LocalFeature
    let registered: LocalFeature
    let scale: Float
    let turn: Float
  }

  private static func distinct(
    _ pairs: ArraySlice<Correspondence>, _ features: LocalFeatures, _ size: Size
  ) -> [Pair] {
    func isNear(_ a: LocalFeature, _ b: LocalFeature) -> Bool {
      abs(a.x - b.x) < duplicateDistance && abs(a.y - b.y) < duplicateDistance
    }
    var kept: [Pair] = []
    for pair in pairs.sorted(by: { ($0.weight, $1.query) > ($1.weight, $0.query) }) {
      let (query, registered) = (features.points[pair.query], pair.place.feature(in: size))
      if kept.contains(where: {
        isNear($0.query, query) || isNear($0.registered, registered)
      }) {
        continue
      }
      kept.append(
        Pair(
          pair: pair, query: query, registered: registered,
          scale: registered.size / max(query.size, 0.1), turn: registered.angle - query.angle))
      if kept.count == mostPairs { break }
    }
    return kept
  }

  private static func agreeing(with seed: Int, _ pairs: [Pair], radius: Float) -> [Int] {
    let origin = pairs[seed]
    let (a, b) = (origin.scale * cos(origin.turn), origin.scale * sin(origin.turn))
    return pairs.indices.filter { i in
      let pair = pairs[i]
      let (x, y) = (pair.query.x - origin.query.x, pair.query.y - origin.query.y)
      let dx = origin.registered.x + a * x - b * y - pair.registered.x
      let dy = origin.registered.y + b * x + a * y - pair.registered.y
      guard dx * dx + dy * dy <= radius * radius else { return false }
      return abs(remainder(pair.turn - origin.turn, 2 * .pi)) <= angle
        && abs(log2(pair.scale / origin.scale)) <= octaves
    }
  }
}
