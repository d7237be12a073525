import Glibc

/// A feature of a suspect and one of a registered picture that look alike.
struct Correspondence: Sendable {
  /// The suspect's feature.
  let query: Int
  /// How much the pair counts: nearness of signatures, less for features many pictures have.
  let weight: Float
  /// The registered feature.
  let place: FeaturePlace
}

/// Looks the features of a suspect up in an index and gathers what they hit by picture.
struct FeatureLookup {
  /// Cells looked into for every feature.
  static let probeCount = 24
  /// Signatures may differ in at most so many of 64 bits.
  static let farthest = 14
  /// A feature that more pictures have tells nothing.
  static let mostHits = 512
  /// A picture that fewer features hit is not looked at.
  static let leastHits = 3

  /// A picture and what hit it.
  struct Picture {
    let ordinal: Int
    /// Of all its correspondences together.
    let weight: Float
    fileprivate let range: Range<Int>
  }

  /// The pictures that at least three features hit, in no order.
  let pictures: [Picture]
  private let pairs: [Correspondence]

  /// The correspondences of a picture, in the order of the suspect's features.
  func pairs(of picture: Picture) -> ArraySlice<Correspondence> { pairs[picture.range] }

  /// The cells that each feature is looked up in, the nearest first.
  static func probes(of features: LocalFeatures, in codebook: Codebook) -> [[Codebook.Filing]] {
    features.descriptors.withUnsafeBufferPointer { descriptors in
      (0..<features.count).map {
        codebook.probes(
          descriptors.baseAddress! + $0 * LocalFeatures.descriptorLength, count: probeCount)
      }
    }
  }

  /// Looks features up by their `probes`.
  init(_ probes: [[Codebook.Filing]], in index: FeatureIndex) {
    var gathering = Gathering(pictures: index.count)
    var found: [Hit] = []
    for (query, filings) in probes.enumerated() {
      found.removeAll(keepingCapacity: true)
      for filing in filings { Self.scan(filing, index, &found) }
      gathering.add(found, of: query)
    }
    (pictures, pairs) = gathering.byPicture()
  }

  private struct Hit {
    let ordinal: UInt32
    let distance: UInt32
    let place: UInt64
  }

  /// Hits of one feature after the other, and what is known of every picture of the index.
  private struct Gathering {
    private static let weights: [Float] = (0...64).map { exp(-Float($0 * $0) / 242) }

    private var hits: [(ordinal: UInt32, pair: Correspondence)] = []
    private var counts: [UInt32]
    private var totals: [Float]
    /// Of every picture: the last feature that hit it, counted from 1, and its place in `nearest`.
    private var last: [(query: UInt32, place: UInt32)]
    private var nearest: [Hit] = []

    init(pictures: Int) {
      counts = [UInt32](repeating: 0, count: pictures)
      totals = [Float](repeating: 0, count: pictures)
      last = [(query: UInt32, place: UInt32)](repeating: (0, 0), count: pictures)
    }

    /// Adds the nearest hit in every picture.
    mutating func add(_ found: [Hit], of query: Int) {
      nearest.removeAll(keepingCapacity: true)
      for hit in found {
        let (seen, place) = last[Int(hit.ordinal)]
        if seen != UInt32(query + 1) {
          last[Int(hit.ordinal)] = (UInt32(query + 1), UInt32(nearest.count))
          nearest.append(hit)
        } else if hit.distance < nearest[Int(place)].distance {
          nearest[Int(place)] = hit
        }
      }
      if nearest.count > mostHits {
        nearest.sort { ($0.distance, $0.ordinal) < ($1.distance, $1.ordinal) }
        nearest.removeLast(nearest.count - mostHits)
      }
      let share = 1 / Float(max(nearest.count, 1)).squareRoot()
      for hit in nearest {
        let weight = Self.weights[Int(hit.distance)] * share
        counts[Int(hit.ordinal)] += 1
        totals[Int(hit.ordinal)] += weight
        hits.append(
          (
            hit.ordinal,
            Correspondence(query: query, weight: weight, place: FeaturePlace(word: hit.place))
          ))
      }
    }

    func byPicture() -> ([Picture], [Correspondence]) {
      var pictures: [Picture] = []
      var places = [Int](repeating: -1, count: counts.count)
      var start = 0
      for (ordinal, count) in counts.enumerated() where count >= leastHits {
        places[ordinal] = start
        pictures.append(
          Picture(
            ordinal: ordinal, weight: totals[ordinal], range: start..<start + Int(count)))
        start += Int(count)
      }
      let pairs = [Correspondence](unsafeUninitializedCapacity: start) { buffer, initialized in
        for (ordinal, pair) in hits where places[Int(ordinal)] >= 0 {
          buffer.initializeElement(at: places[Int(ordinal)], to: pair)
          places[Int(ordinal)] += 1
        }
        initialized = start
      }
      return (pictures, pairs)
    }
  }

  private static func scan(
    _ filing: Codebook.Filing, _ index: FeatureIndex, _ found: inout [Hit]
  ) {
    for segment in index.segments {
      segment.withCell(filing.first, filing.second) { signatures, range in
        for i in range {
          let distance = (signatures[i] ^ filing.signature).nonzeroBitCount
          guard distance <= farthest else { continue }
          let entry = segment.entry(i)
          found.append(
            Hit(
              ordinal: UInt32(segment.firstOrdinal) &+ entry.owner, distance: UInt32(distance),
              place: entry.place))
        }
      }
    }
    let key = SegmentContent.key(filing.first, filing.second)
    for entry in index.fresh.cells[key] ?? [] {
      let distance = (entry.signature ^ filing.signature).nonzeroBitCount
      guard distance <= farthest else { continue }
      found.append(
        Hit(
          ordinal: UInt32(index.fresh.firstOrdinal) &+ entry.owner, distance: UInt32(distance),
          place: entry.place))
    }
  }
}
