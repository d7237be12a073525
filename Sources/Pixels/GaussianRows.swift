import Glibc

/// A Gaussian window of 11 x 11 samples, sigma 1.5, over several planes at once, row by row: only
/// the eleven rows under the window are kept.
///
/// Left and right of the picture is zero; above and below it is mirrored, the border sample
/// repeated. (The rule of the oracle this metric is held to, the Python package `ssimulacra2`.)
enum GaussianRows {
  typealias Lanes = OpsinPlanes.Lanes

  private static let radius = 5
  private static let span = 2 * radius + 1

  /// The window's weights at the distances 0, 1, ... 5.
  private struct Taps {
    let at: (Float, Float, Float, Float, Float, Float)

    init() {
      let raw = (0...radius).map { exp(-Double($0 * $0) / (2 * 1.5 * 1.5)) }
      let sum = 2 * raw.reduce(0, +) - raw[0]
      let taps = raw.map { Float($0 / sum) }
      at = (taps[0], taps[1], taps[2], taps[3], taps[4], taps[5])
    }
  }

  /// Blurs `count` planes of `size`, at least six rows high.
  ///
  /// - Parameters:
  ///   - fill: writes row `y` of every plane, whole vectors with zeros beyond the last column;
  ///     plane `i` begins `i * pitch` vectors after the pointer, where `pitch` is the last argument.
  ///   - use: gets the blurred row `y` of every plane; plane `i` begins `i` times the vectors of a
  ///     row after the pointer.
  static func blur(
    size: Size, count: Int,
    fill: (_ y: Int, _ planes: UnsafeMutablePointer<Lanes>, _ pitch: Int) -> Void,
    use: (_ y: Int, _ planes: UnsafePointer<Lanes>) -> Void
  ) {
    let height = size.height
    precondition(height > radius)
    let taps = Taps()
    let stride = OpsinPlanes.stride(width: size.width)
    let tail = size.width % Lanes.scalarCount
    // A vector of zeros at either end; and an odd number of vectors in a row of the ring, or the
    // eleven rows of a picture whose width is a power of two would compete for the same cache sets.
    let pitch = stride + 2
    let ringStride = (count * stride) | 1
    var lines = [Lanes](repeating: .zero, count: count * pitch)
    var rows = [Lanes](repeating: .zero, count: (span + 1) * ringStride)
    lines.withUnsafeMutableBufferPointer { lines in
      rows.withUnsafeMutableBufferPointer { rows in
        let ring = rows.baseAddress!
        let blurred = ring + span &* ringStride
        for y in 0..<height + radius {
          if y < height {
            let target = ring + (y % span) &* ringStride
            fill(y, lines.baseAddress! + 1, pitch)
            for plane in 0..<count {
              let row = target + plane &* stride
              blurRow(lines.baseAddress! + plane &* pitch, taps, into: row, count: stride)
              guard tail > 0 else { continue }
              for lane in tail..<Lanes.scalarCount { row[stride &- 1][lane] = 0 }
            }
          }
          guard y >= radius else { continue }
          let center = y - radius
          blurColumns(
            ring, taps, into: blurred, count: count &* stride
          ) { distance in
            let row = center + distance
            let inside = row < 0 ? -1 - row : row >= height ? 2 * height - 1 - row : row
            return (inside % span) * ringStride
          }
          use(center, blurred)
        }
      }
    }
  }

  /// Blurs a line along itself; `line` begins a vector before the first sample.
  private static func blurRow(
    _ line: UnsafePointer<Lanes>, _ taps: Taps, into row: UnsafeMutablePointer<Lanes>,
    count: Int
  ) {
    let first = UnsafeRawPointer(line + 1)
    let (w0, w1, w2, w3, w4, w5) = taps.at
    for i in 0..<count {
      let here = first + i &* MemoryLayout<Lanes>.stride
      @inline(__always) func pair(_ distance: Int) -> Lanes {
        (here - distance &* 4).loadUnaligned(as: Lanes.self)
          + (here + distance &* 4).loadUnaligned(as: Lanes.self)
      }
      var sum = w0 * here.loadUnaligned(as: Lanes.self)
      sum += w1 * pair(1)
      sum += w2 * pair(2)
      sum += w3 * pair(3)
      sum += w4 * pair(4)
      sum += w5 * pair(5)
      row[i] = sum
    }
  }

  /// Blurs across the rows of the ring; `offset` gives where in it the row at a distance from the
  /// centre is.
  private static func blurColumns(
    _ ring: UnsafePointer<Lanes>, _ taps: Taps, into blurred: UnsafeMutablePointer<Lanes>,
    count: Int, offset: (Int) -> Int
  ) {
    let (w0, w1, w2, w3, w4, w5) = taps.at
    let center = ring + offset(0)
    let (above1, below1) = (ring + offset(-1), ring + offset(1))
    let (above2, below2) = (ring + offset(-2), ring + offset(2))
    let (above3, below3) = (ring + offset(-3), ring + offset(3))
    let (above4, below4) = (ring + offset(-4), ring + offset(4))
    let (above5, below5) = (ring + offset(-5), ring + offset(5))
    for i in 0..<count {
      var sum = w0 * center[i]
      sum += w1 * (above1[i] + below1[i])
      sum += w2 * (above2[i] + below2[i])
      sum += w3 * (above3[i] + below3[i])
      sum += w4 * (above4[i] + below4[i])
      sum += w5 * (above5[i] + below5[i])
      blurred[i] = sum
    }
  }
}
