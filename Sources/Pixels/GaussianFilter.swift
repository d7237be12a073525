import Glibc

/// A separable Gaussian blur with mirrored borders (the edge sample is not repeated).
public struct GaussianFilter: Sendable {
  /// The weights at the distances 0, 1, ... radius.
  private let weights: [Float]

  /// Standard deviation in pixels; the kernel ends at `radius`, four standard deviations unless
  /// told.
  public init(sigma: Double, radius: Int? = nil) {
    let radius = radius ?? Int((4 * sigma).rounded())
    let raw = (0...radius).map { exp(-Double($0 * $0) / (2 * sigma * sigma)) }
    let sum = 2 * raw.reduce(0, +) - raw[0]
    weights = raw.map { Float($0 / sum) }
  }

  /// The blurred plane, of the same size.
  public func callAsFunction(_ plane: Plane) -> Plane {
    let (width, height) = (plane.width, plane.height)
    let radius = weights.count - 1
    let rows = Plane(size: plane.size) { output in
      var line = [Float](repeating: 0, count: width + 2 * radius)
      plane.samples.withUnsafeBufferPointer { input in
        line.withUnsafeMutableBufferPointer { line in
          let middle = line.baseAddress! + radius
          for y in 0..<height {
            let source = input.baseAddress! + y &* width
            middle.update(from: source, count: width)
            for i in 0..<radius {
              line[i] = source[Reflection.index(i &- radius, width)]
              middle[width &+ i] = source[Reflection.index(width &+ i, width)]
            }
            combine(
              into: output.baseAddress! + y &* width, count: width
            ) { UnsafePointer(middle) + $0 }
          }
        }
      }
    }
    return Plane(size: plane.size) { output in
      rows.samples.withUnsafeBufferPointer { input in
        for y in 0..<height {
          combine(into: output.baseAddress! + y &* width, count: width) { distance in
            input.baseAddress! + Reflection.index(y &+ distance, height) &* width
          }
        }
      }
    }
  }

  /// The weighted sum of the lines at every distance from `-radius` to `radius`. The sums stay in
  /// registers over all distances.
  private func combine(
    into row: UnsafeMutablePointer<Float>, count: Int, line: (Int) -> UnsafePointer<Float>
  ) {
    withUnsafeTemporaryAllocation(
      of: UnsafePointer<Float>.self, capacity: 2 * weights.count
    ) { lines in
      for distance in 0..<weights.count {
        lines[2 &* distance] = line(-distance)
        lines[2 &* distance &+ 1] = line(distance)
      }
      weights.withUnsafeBufferPointer { weights in
        var x = 0
        while x &+ 16 <= count {
          var low = weights[0] * Self.lanes(lines[0] + x)
          var high = weights[0] * Self.lanes(lines[0] + (x &+ 8))
          for k in 1..<max(1, weights.count) {
            let (before, after) = (lines[2 &* k] + x, lines[2 &* k &+ 1] + x)
            low += weights[k] * (Self.lanes(before) + Self.lanes(after))
            high += weights[k] * (Self.lanes(before + 8) + Self.lanes(after + 8))
          }
          UnsafeMutableRawPointer(row + x).storeBytes(of: low, as: SIMD8<Float>.self)
          UnsafeMutableRawPointer(row + (x &+ 8)).storeBytes(of: high, as: SIMD8<Float>.self)
          x &+= 16
        }
        while x < count {
          var sum = weights[0] * lines[0][x]
          for k in 1..<max(1, weights.count) {
            sum += weights[k] * (lines[2 &* k][x] + lines[2 &* k &+ 1][x])
          }
          row[x] = sum
          x &+= 1
        }
      }
    }
  }

  @inline(__always)
  private static func lanes(_ samples: UnsafePointer<Float>) -> SIMD8<Float> {
    UnsafeRawPointer(samples).loadUnaligned(as: SIMD8<Float>.self)
  }
}
