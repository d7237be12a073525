import Pixels

/// Planes at half the canonical resolution, and arithmetic on eight of their samples at once.
extension Plane {
  /// The means of a plane and of its squares over blocks of 2 x 2 samples, half as wide and high,
  /// rounded up; the last column or row counts twice where there is no other.
  func halved() -> (means: Plane, meanSquares: Plane) {
    let half = Size(width: (width + 1) / 2, height: (height + 1) / 2)
    var squares = Plane(size: half)
    let means = squares.samples.withUnsafeMutableBufferPointer { squares in
      Plane(size: half) { output in
        samples.withUnsafeBufferPointer { samples in
          for y in 0..<half.height {
            let upper = samples.baseAddress! + 2 &* y &* width
            let lower = samples.baseAddress! + min(2 &* y &+ 1, height &- 1) &* width
            let first = y &* half.width
            for x in 0..<half.width {
              let (left, right) = (2 &* x, min(2 &* x &+ 1, width &- 1))
              let (a, b, c, d) = (upper[left], upper[right], lower[left], lower[right])
              output[first &+ x] = 0.25 * ((a + b) + (c + d))
              squares[first &+ x] = 0.25 * ((a * a + b * b) + (c * c + d * d))
            }
          }
        }
      }
    }
    return (means, squares)
  }

  /// A plane of `operation` on the samples of two planes of one size, at least eight samples.
  @inline(__always)
  func combinedLanes(
    with other: Plane, _ operation: (Powers.Lanes, Powers.Lanes) -> Powers.Lanes
  ) -> Plane {
    precondition(size == other.size && samples.count >= Powers.Lanes.scalarCount)
    return Plane(size: size) { output in
      samples.withUnsafeBytes { a in
        other.samples.withUnsafeBytes { b in
          let target = UnsafeMutableRawPointer(output.baseAddress!)
          let last = output.count &- Powers.Lanes.scalarCount
          var i = 0
          while true {
            let result = operation(
              a.loadUnaligned(fromByteOffset: 4 &* i, as: Powers.Lanes.self),
              b.loadUnaligned(fromByteOffset: 4 &* i, as: Powers.Lanes.self))
            target.storeBytes(of: result, toByteOffset: 4 &* i, as: Powers.Lanes.self)
            guard i < last else { break }
            i = Swift.min(i &+ Powers.Lanes.scalarCount, last)
          }
        }
      }
    }
  }
}
