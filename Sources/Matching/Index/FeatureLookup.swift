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

  private struct Hit {
    let ordinal: UInt32
    let query: UInt32
    let distance: UInt32
    let place: UInt64
  }

  private static let weights: [Float] = (0...64).map { exp(-Float($0 * $0) / 242) }

  /// The correspondences of every picture that at least three features hit.
  static func correspondences(
    of features: LocalFeatures, in index: FeatureIndex
  ) -> [(ordinal: Int, pairs: [Correspondence])] {
    var hits: [(hit: Hit, weight: Float)] = []
    var found: [Hit] = []
    features.descriptors.withUnsafeBufferPointer { descriptors in
      for query in 0..<features.count {
        found.removeAll(keepingCapacity: true)
        let descriptor = descriptors.baseAddress! + query * LocalFeatures.descriptorLength
        for filing in index.codebook.probes(descriptor, count: probeCount) {
          scan(filing, UInt32(query), index, &found)
        }
        found.sort { ($0.ordinal, $0.distance) < ($1.ordinal, $1.distance) }
        var kept: [Hit] = []
        for hit in found where hit.ordinal != kept.last?.ordinal { kept.append(hit) }
        if kept.count > mostHits {
          kept.sort { ($0.distance, $0.ordinal) < ($1.distance, $1.ordinal) }
          kept.removeLast(kept.count - mostHits)
        }
        let share = 1 / Float(max(kept.count, 1)).squareRoot()
        for hit in kept { hits.append((hit, weights[Int(hit.distance)] * share)) }
      }
    }
    hits.sort { ($0.hit.ordinal, $0.hit.query) < ($1.hit.ordinal, $1.hit.query) }
    var result: [(ordinal: Int, pairs: [Correspondence])] = []
    var start = 0
    while start < hits.count {
      let ordinal = hits[start].hit.ordinal
      var end = start
      while end < hits.count, hits[end].hit.ordinal == ordinal { end += 1 }
      if end - start >= 3 {
        let pairs = hits[start..<end].map {
          Correspondence(
            query: Int($0.hit.query), weight: $0.weight, place: FeaturePlace(word: $0.hit.place))
        }
        result.append((Int(ordinal), pairs))
      }
      start = end
    }
    return result
  }

  private static func scan(
    _ filing: Codebook.Filing, _ query: UInt32, _ index: FeatureIndex, _ found: inout [Hit]
  ) {
    for segment in index.segments {
      segment.withCell(filing.first, filing.second) { signatures, range in
        for i in range {
          let distance = (signatures[i] ^ filing.signature).nonzeroBitCount
          guard distance <= farthest else { continue }
          let entry = segment.entry(i)
          found.append(
            Hit(
              ordinal: UInt32(segment.firstOrdinal) &+ entry.owner, query: query,
              distance: UInt32(distance), place: entry.place))
        }
      }
    }
    let key = SegmentContent.key(filing.first, filing.second)
    for entry in index.fresh.cells[key] ?? [] {
      let distance = (entry.signature ^ filing.signature).nonzeroBitCount
      guard distance <= farthest else { continue }
      found.append(
        Hit(
          ordinal: UInt32(index.fresh.firstOrdinal) &+ entry.owner, query: query,
          distance: UInt32(distance), place: entry.place))
    }
  }
}
