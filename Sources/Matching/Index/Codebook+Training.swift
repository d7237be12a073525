import Glibc
import Pixels

extension Codebook {
  private static let iterations = 12
  private static let mostSamples = 100_000

  /// A codebook of `size` centroids a half, from the descriptors of many pictures: k-means with
  /// distant starts for the centroids, random orthogonal projections, and each centroid's medians.
  /// Equal descriptors and seeds give equal codebooks. `tell` hears of every round.
  public static func train(
    _ features: [LocalFeatures], size: Int, seed: UInt64 = 1, tell: (String) -> Void
  ) throws(MatchingError) -> Codebook {
    var generator = SeededGenerator(seed: seed)
    var samples = features.flatMap { one in (0..<one.count).map { Array(one.descriptor($0)) } }
    samples.shuffle(using: &generator)
    samples = Array(samples.prefix(mostSamples))
    guard samples.count >= 16 * size, size <= largestSize else {
      throw MatchingError(.tooFewFeatures, "\(samples.count) for \(size) centroids")
    }
    var bytes = magic + [UInt8(truncatingIfNeeded: size), UInt8(truncatingIfNeeded: size >> 8)]
    for half in 0..<2 {
      let values = samples.flatMap { sample in
        sample[half * halfLength..<(half + 1) * halfLength].map { Float($0) }
      }
      tell("half \(half + 1): \(samples.count) samples")
      let (centroids, nearest) = clustered(values, size, &generator, tell)
      let projections = orthogonal(&generator)
      bytes += centroids.map { UInt8(min(max($0.rounded(), 0), 255)) }
      for value in projections {
        bytes += (0..<4).map { UInt8(truncatingIfNeeded: value.bitPattern >> UInt32($0 * 8)) }
      }
      for median in medians(values, nearest, projections, size) {
        let word = UInt16(bitPattern: Int16(max(-32_000, min(32_000, median.rounded()))))
        bytes += [UInt8(truncatingIfNeeded: word), UInt8(truncatingIfNeeded: word >> 8)]
      }
    }
    guard let codebook = Codebook(bytes: bytes) else {
      throw MatchingError(.tooFewFeatures, "training gave no codebook")
    }
    return codebook
  }

  private static func clustered(
    _ values: [Float], _ size: Int, _ generator: inout SeededGenerator, _ tell: (String) -> Void
  ) -> (centroids: [Float], nearest: [Int]) {
    let count = values.count / halfLength
    func row(_ i: Int) -> ArraySlice<Float> { values[i * halfLength..<(i + 1) * halfLength] }
    var centroids = Array(row(Int.random(in: 0..<count, using: &generator)))
    var distances = [Float](repeating: .infinity, count: count)
    while centroids.count < size * halfLength {
      let last = centroids.count - halfLength
      var total = 0.0
      for i in 0..<count {
        distances[i] = min(distances[i], squaredDistance(values, i, centroids, last))
        total += Double(distances[i])
      }
      var left = Double.random(in: 0..<max(total, 1), using: &generator)
      let next = distances.firstIndex {
        left -= Double($0)
        return left < 0
      }
      centroids += row(next ?? count - 1)
    }
    var nearest = [Int](repeating: 0, count: count)
    for round in 1...iterations {
      var error = 0.0
      for i in 0..<count {
        var best = (distance: Float.infinity, index: 0)
        for k in 0..<size {
          let distance = squaredDistance(values, i, centroids, k * halfLength)
          if distance < best.distance { best = (distance, k) }
        }
        nearest[i] = best.index
        error += Double(best.distance)
      }
      tell("round \(round): mean squared error \(error / Double(count))")
      var sums = [Float](repeating: 0, count: centroids.count)
      var members = [Float](repeating: 0, count: size)
      for i in 0..<count {
        members[nearest[i]] += 1
        for j in 0..<halfLength { sums[nearest[i] * halfLength + j] += values[i * halfLength + j] }
      }
      for k in 0..<size where members[k] > 0 {
        for j in 0..<halfLength {
          centroids[k * halfLength + j] = sums[k * halfLength + j] / members[k]
        }
      }
    }
    return (centroids, nearest)
  }

  private static func squaredDistance(
    _ values: [Float], _ i: Int, _ centroids: [Float], _ start: Int
  ) -> Float {
    values.withUnsafeBytes { values in
      centroids.withUnsafeBytes { centroids in
        var sum = SIMD8<Float>.zero
        for j in stride(from: 0, to: halfLength, by: 8) {
          let difference =
            values.loadUnaligned(
              fromByteOffset: (i &* halfLength &+ j) &* 4, as: SIMD8<Float>.self)
            - centroids.loadUnaligned(fromByteOffset: (start &+ j) &* 4, as: SIMD8<Float>.self)
          sum += difference * difference
        }
        return sum.sum()
      }
    }
  }

  /// Rows of a random orthogonal matrix, by Gram and Schmidt.
  private static func orthogonal(_ generator: inout SeededGenerator) -> [Float] {
    var rows: [[Double]] = []
    while rows.count < bitsPerHalf {
      var row = (0..<halfLength).map { _ in
        let (u, v) = (
          Double.random(in: 0..<1, using: &generator), Double.random(in: 0..<1, using: &generator)
        )
        return (-2 * log(1 - u)).squareRoot() * cos(2 * .pi * v)
      }
      for other in rows {
        let product = zip(row, other).reduce(0) { $0 + $1.0 * $1.1 }
        for j in row.indices { row[j] -= product * other[j] }
      }
      let norm = row.reduce(0) { $0 + $1 * $1 }.squareRoot()
      if norm > 0.1 { rows.append(row.map { $0 / norm }) }
    }
    return rows.flatMap { $0.map { Float($0) } }
  }

  private static func medians(
    _ values: [Float], _ nearest: [Int], _ projections: [Float], _ size: Int
  ) -> [Float] {
    var projected = [[Float]](repeating: [], count: size * bitsPerHalf)
    for (i, centroid) in nearest.enumerated() {
      for bit in 0..<bitsPerHalf {
        var sum: Float = 0
        for j in 0..<halfLength {
          sum += values[i * halfLength + j] * projections[bit * halfLength + j]
        }
        projected[centroid * bitsPerHalf + bit].append(sum)
      }
    }
    return projected.map { $0.isEmpty ? 0 : $0.sorted()[$0.count / 2] }
  }
}
