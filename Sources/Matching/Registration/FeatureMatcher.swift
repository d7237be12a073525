import Glibc

/// Pairs the features of two pictures by their descriptors: each with the nearest, when it is clearly
/// nearer than the second (Lowe 2004), one to one.
enum FeatureMatcher {
  /// A pair and how much nearer it is than the runner-up, 0 (best) to 1.
  struct Pair: Sendable {
    let suspect: LocalFeature
    let registered: LocalFeature
  }

  /// The nearest may be at most this part of the second nearest's distance.
  private static let ratio: Float = 0.8
  private static let duplicateDistance: Float = 1.5
  private static let length = LocalFeatures.descriptorLength

  static func pairs(_ suspect: LocalFeatures, _ registered: LocalFeatures) -> [Pair] {
    guard suspect.count > 0, registered.count > 1 else { return [] }
    let matches = nearest(suspect, registered).sorted {
      ($0.ratio, $0.suspect) < ($1.ratio, $1.suspect)
    }
    var pairs: [Pair] = []
    func isNear(_ a: LocalFeature, _ b: LocalFeature) -> Bool {
      abs(a.x - b.x) < duplicateDistance && abs(a.y - b.y) < duplicateDistance
    }
    for match in matches {
      let pair = Pair(
        suspect: suspect.points[match.suspect], registered: registered.points[match.registered])
      if pairs.contains(where: {
        isNear($0.suspect, pair.suspect) || isNear($0.registered, pair.registered)
      }) {
        continue
      }
      pairs.append(pair)
    }
    return pairs
  }

  private struct Match {
    let suspect, registered: Int
    let ratio: Float
  }

  /// Four suspects at a time, so that a registered descriptor is fetched once for them.
  private static func nearest(_ suspect: LocalFeatures, _ registered: LocalFeatures) -> [Match] {
    let (a, normsA) = floats(suspect, padded: (suspect.count + 3) & ~3)
    let (b, normsB) = floats(registered, padded: registered.count)
    var matches: [Match] = []
    a.withUnsafeBytes { a in
      b.withUnsafeBytes { b in
        for start in stride(from: 0, to: suspect.count, by: 4) {
          var best = SIMD4<Float>(repeating: .infinity)
          var second = SIMD4<Float>(repeating: .infinity)
          var index = SIMD4<Int32>.zero
          for j in 0..<registered.count {
            let products = products(a, start, b, j)
            let distance = normsB[j] - 2 * products
            let isBest = distance .< best
            second.replace(with: best, where: isBest)
            second.replace(with: pointwiseMin(second, distance), where: .!isBest)
            best.replace(with: distance, where: isBest)
            index.replace(with: Int32(j), where: isBest)
          }
          for lane in 0..<min(4, suspect.count - start) {
            let norm = normsA[start + lane]
            let (first, next) = (max(best[lane] + norm, 0), max(second[lane] + norm, 1e-6))
            let quotient = first / next
            if quotient < ratio * ratio {
              matches.append(
                Match(suspect: start + lane, registered: Int(index[lane]), ratio: quotient))
            }
          }
        }
      }
    }
    return matches
  }

  @inline(__always)
  private static func products(
    _ a: UnsafeRawBufferPointer, _ start: Int, _ b: UnsafeRawBufferPointer, _ j: Int
  ) -> SIMD4<Float> {
    var (s0, s1, s2, s3) = (
      SIMD8<Float>.zero, SIMD8<Float>.zero, SIMD8<Float>.zero, SIMD8<Float>.zero
    )
    let rows = a.baseAddress! + start &* length &* 4
    let column = b.baseAddress! + j &* length &* 4
    let row = length &* 4
    var i = 0
    while i < row {
      let value = column.loadUnaligned(fromByteOffset: i, as: SIMD8<Float>.self)
      s0 += value * rows.loadUnaligned(fromByteOffset: i, as: SIMD8<Float>.self)
      s1 += value * rows.loadUnaligned(fromByteOffset: i &+ row, as: SIMD8<Float>.self)
      s2 += value * rows.loadUnaligned(fromByteOffset: i &+ 2 &* row, as: SIMD8<Float>.self)
      s3 += value * rows.loadUnaligned(fromByteOffset: i &+ 3 &* row, as: SIMD8<Float>.self)
      i &+= 32
    }
    return SIMD4(s0.sum(), s1.sum(), s2.sum(), s3.sum())
  }

  private static func floats(
    _ features: LocalFeatures, padded count: Int
  ) -> (values: [Float], norms: [Float]) {
    var values = features.descriptors.map { Float($0) }
    values += [Float](repeating: 0, count: count * length - values.count)
    let norms = (0..<features.count).map { i in
      values[i * length..<(i + 1) * length].reduce(0) { $0 + $1 * $1 }
    }
    return (values, norms)
  }
}
