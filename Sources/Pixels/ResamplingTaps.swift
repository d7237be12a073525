import Glibc

/// For every sample of a target line, the source samples it is made of and their weights.
struct ResamplingTaps: Sendable {
  /// Where target sample `i`'s taps begin in `indices`; one more entry than samples.
  private let starts: [Int]
  private let indices: [Int]
  private let weights: [Float]
  private let sourceCount: Int
  /// The taps of every target sample as four neighbouring source samples, when they all are no more
  /// than that.
  private let quads: [(first: Int, weights: SIMD4<Float>)]

  init(from source: Int, to target: Int) {
    let scale = Double(source) / Double(target)
    var starts = [0]
    var indices: [Int] = []
    var weights: [Float] = []
    for i in 0..<target {
      let taps =
        scale > 1 ? Self.areaTaps(i, scale, source) : Self.cubicTaps(i, scale, source)
      for (index, weight) in taps where weight != 0 {
        indices.append(index)
        weights.append(Float(weight))
      }
      starts.append(indices.count)
    }
    self.starts = starts
    self.indices = indices
    self.weights = weights
    sourceCount = source
    quads = Self.quads(starts, indices, weights, sourceCount: source)
  }

  private static func quads(
    _ starts: [Int], _ indices: [Int], _ weights: [Float], sourceCount: Int
  ) -> [(first: Int, weights: SIMD4<Float>)] {
    var quads: [(first: Int, weights: SIMD4<Float>)] = []
    quads.reserveCapacity(starts.count - 1)
    for (start, end) in zip(starts, starts.dropFirst()) {
      let first = min(indices[start..<end].min() ?? 0, sourceCount - 4)
      guard first >= 0 else { return [] }
      var four = SIMD4<Float>.zero
      for k in start..<end {
        guard indices[k] - first < 4 else { return [] }
        four[indices[k] - first] += weights[k]
      }
      quads.append((first, four))
    }
    return quads
  }

  private static func areaTaps(_ i: Int, _ scale: Double, _ source: Int) -> [(Int, Double)] {
    let (from, to) = (Double(i) * scale, min(Double(i + 1) * scale, Double(source)))
    let first = Int(from)
    let last = min(Int(to.rounded(.up)), source) - 1
    return (first...max(first, last)).map { index in
      (index, (min(to, Double(index + 1)) - max(from, Double(index))) / (to - from))
    }
  }

  private static func cubicTaps(_ i: Int, _ scale: Double, _ source: Int) -> [(Int, Double)] {
    let position = (Double(i) + 0.5) * scale - 0.5
    let base = Int(position.rounded(.down))
    let fraction = position - Double(base)
    return (-1...2).map { k in
      (min(max(base + k, 0), source - 1), keysWeight(fraction - Double(k)))
    }
  }

  /// How many taps a target sample has.
  func count(of target: Int) -> Int { starts[target + 1] - starts[target] }

  func forEachTap(of target: Int, _ body: (Int, Float) -> Void) {
    for k in starts[target]..<starts[target + 1] { body(indices[k], weights[k]) }
  }

  /// For every source sample, the target samples that use it.
  func usersOfSources() -> [[(Int, Float)]] {
    var users = [[(Int, Float)]](repeating: [], count: sourceCount)
    for target in 0..<starts.count - 1 {
      forEachTap(of: target) { index, weight in users[index].append((target, weight)) }
    }
    return users
  }

  func apply(_ source: UnsafePointer<Float>, into target: UnsafeMutablePointer<Float>) {
    if !quads.isEmpty { return applyQuads(source, into: target) }
    starts.withUnsafeBufferPointer { starts in
      indices.withUnsafeBufferPointer { indices in
        weights.withUnsafeBufferPointer { weights in
          for i in 0..<starts.count &- 1 {
            var sum: Float = 0
            for k in starts[i]..<starts[i &+ 1] { sum += weights[k] * source[indices[k]] }
            target[i] = sum
          }
        }
      }
    }
  }

  private func applyQuads(
    _ source: UnsafePointer<Float>, into target: UnsafeMutablePointer<Float>
  ) {
    quads.withUnsafeBufferPointer { quads in
      for i in 0..<quads.count {
        let quad = quads[i]
        let samples = UnsafeRawPointer(source + quad.first).loadUnaligned(as: SIMD4<Float>.self)
        let products = samples * quad.weights
        let pairs = products.lowHalf + products.highHalf
        target[i] = pairs[0] + pairs[1]
      }
    }
  }
}

/// Keys' cubic kernel with a = -0.75 at distance `distance`.
public func keysWeight(_ distance: Double) -> Double {
  let a = -0.75
  let t = abs(distance)
  if t <= 1 { return ((a + 2) * t - (a + 3)) * t * t + 1 }
  if t < 2 { return ((a * t - 5 * a) * t + 8 * a) * t - 4 * a }
  return 0
}
