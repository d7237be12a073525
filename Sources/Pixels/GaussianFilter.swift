import Glibc

/// A separable Gaussian blur with mirrored borders (the edge sample is not repeated).
public struct GaussianFilter: Sendable {
  private let weights: [Float]

  /// Standard deviation in pixels; the kernel ends at `radius`, four standard deviations unless
  /// told.
  public init(sigma: Double, radius: Int? = nil) {
    let radius = radius ?? Int((4 * sigma).rounded())
    let raw = (-radius...radius).map { exp(-Double($0 * $0) / (2 * sigma * sigma)) }
    let sum = raw.reduce(0, +)
    weights = raw.map { Float($0 / sum) }
  }

  /// The blurred plane, of the same size.
  public func callAsFunction(_ plane: Plane) -> Plane {
    let (width, height) = (plane.width, plane.height)
    let radius = weights.count / 2
    let rows = Plane(size: plane.size) { output in
      var line = [Float](repeating: 0, count: width + 2 * radius)
      plane.samples.withUnsafeBufferPointer { input in
        line.withUnsafeMutableBufferPointer { line in
          for y in 0..<height {
            for i in 0..<line.count {
              line[i] = input[y &* width &+ Reflection.index(i &- radius, width)]
            }
            let row = output.baseAddress! + y &* width
            accumulate(line.baseAddress!, into: row, count: width)
          }
        }
      }
    }
    return Plane(size: plane.size) { output in
      rows.samples.withUnsafeBufferPointer { input in
        for y in 0..<height {
          let row = output.baseAddress! + y &* width
          row.update(repeating: 0, count: width)
          for (k, weight) in weights.enumerated() {
            let source = input.baseAddress! + Reflection.index(y &+ k &- radius, height) &* width
            for x in 0..<width { row[x] += weight * source[x] }
          }
        }
      }
    }
  }

  private func accumulate(
    _ line: UnsafePointer<Float>, into row: UnsafeMutablePointer<Float>, count: Int
  ) {
    row.update(repeating: 0, count: count)
    for (k, weight) in weights.enumerated() {
      let source = line + k
      for x in 0..<count { row[x] += weight * source[x] }
    }
  }
}
