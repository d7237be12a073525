import Glibc

/// A Gaussian window of 11 x 11 samples, sigma 1.5, over products of one or two planes, for every
/// row or every second, fourth, ... one: across the rows first, so that a row left out costs
/// nothing.
///
/// Left and right of the picture is zero; above and below it is mirrored, the border sample
/// repeated. (The rule of the oracle this metric is held to, the Python package `ssimulacra2`.)
struct GaussianRows {
  typealias Lanes = OpsinPlanes.Lanes

  /// Rows above and below a row that its window has.
  static let radius = 5
  private static let span = 2 * radius + 1

  let size: Size
  /// Rows from one that is looked at to the next.
  let step: Int
  private let stride: Int
  /// The window's weights at the distances 0, 1, ... 5.
  private let taps: (Float, Float, Float, Float, Float, Float)

  /// For planes of `size`, at least six rows high.
  init(size: Size, step: Int) {
    precondition(size.height > Self.radius)
    self.size = size
    self.step = step
    stride = OpsinPlanes.stride(width: size.width)
    let raw = (0...Self.radius).map { exp(-Double($0 * $0) / (2 * 1.5 * 1.5)) }
    let sum = 2 * raw.reduce(0, +) - raw[0]
    let weights = raw.map { Float($0 / sum) }
    taps = (weights[0], weights[1], weights[2], weights[3], weights[4], weights[5])
  }

  /// Rows that are looked at: `step / 2`, `step / 2 + step`, ...
  var count: Int { (size.height - 1 - step / 2) / step + 1 }

  /// Calls `use` for every row looked at with its number among them and the local means of the
  /// plane, then of its square, each `stride` vectors.
  func moments(of plane: UnsafePointer<Lanes>, _ use: (Int, UnsafePointer<Lanes>) -> Void) {
    forEachRow(products: 2) { offsets, lines, pitch in
      for i in 0..<stride {
        var (sum, squares) = (Lanes.zero, Lanes.zero)
        for k in 0..<Self.span {
          let (offset, weight) = offsets[k]
          let value = plane[offset &+ i]
          let weighted = weight * value
          sum += weighted
          squares += weighted * value
        }
        lines[i] = sum
        lines[i &+ pitch] = squares
      }
    } use: { _, number, means in
      use(number, means)
    }
  }

  /// Calls `use` for every row looked at with the row, its number among them and the local means of
  /// the difference candidate - reference, then of its square, then of its product with the
  /// reference, each `stride` vectors.
  func differences(
    reference: UnsafePointer<Lanes>, candidate: UnsafePointer<Lanes>,
    _ use: (_ row: Int, _ number: Int, _ means: UnsafePointer<Lanes>) -> Void
  ) {
    forEachRow(products: 3) { offsets, lines, pitch in
      for i in 0..<stride {
        var (sum, squares, products) = (Lanes.zero, Lanes.zero, Lanes.zero)
        for k in 0..<Self.span {
          let (offset, weight) = offsets[k]
          let value = reference[offset &+ i]
          let difference = candidate[offset &+ i] - value
          let weighted = weight * difference
          sum += weighted
          squares += weighted * difference
          products += weighted * value
        }
        lines[i] = sum
        lines[i &+ pitch] = squares
        lines[i &+ 2 &* pitch] = products
      }
    } use: { row, number, means in
      use(row, number, means)
    }
  }

  /// - Parameters:
  ///   - products: lines that `fill` writes, each beginning the last argument's number of vectors
  ///     after the one before.
  ///   - fill: gets where each of the eleven rows begins, with its weight.
  private func forEachRow(
    products: Int,
    fill: (UnsafeMutablePointer<(Int, Float)>, UnsafeMutablePointer<Lanes>, Int) -> Void,
    use: (Int, Int, UnsafePointer<Lanes>) -> Void
  ) {
    // A vector of zeros at either end.
    let pitch = stride + 2
    var lines = [Lanes](repeating: .zero, count: products * pitch)
    var blurred = [Lanes](repeating: .zero, count: products * stride)
    let (w0, w1, w2, w3, w4, w5) = taps
    let weights = [w5, w4, w3, w2, w1, w0, w1, w2, w3, w4, w5]
    withUnsafeTemporaryAllocation(of: (Int, Float).self, capacity: Self.span) { offsets in
      lines.withUnsafeMutableBufferPointer { lines in
        blurred.withUnsafeMutableBufferPointer { blurred in
          for number in 0..<count {
            let center = step / 2 + number * step
            for k in 0..<Self.span {
              let row = center + k - Self.radius
              let inside = row < 0 ? -1 - row : row >= size.height ? 2 * size.height - 1 - row : row
              offsets.initializeElement(at: k, to: (inside * stride, weights[k]))
            }
            fill(offsets.baseAddress!, lines.baseAddress! + 1, pitch)
            for product in 0..<products {
              blurRow(
                lines.baseAddress! + product &* pitch,
                into: blurred.baseAddress! + product &* stride)
            }
            use(center, number, blurred.baseAddress!)
          }
        }
      }
    }
  }

  /// Blurs a line along itself; `line` begins a vector before the first sample.
  private func blurRow(_ line: UnsafePointer<Lanes>, into row: UnsafeMutablePointer<Lanes>) {
    let first = UnsafeRawPointer(line + 1)
    let (w0, w1, w2, w3, w4, w5) = taps
    for i in 0..<stride {
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
    // Beyond the last column everything is zero, as in the planes.
    let tail = size.width % Lanes.scalarCount
    guard tail > 0 else { return }
    for lane in tail..<Lanes.scalarCount { row[stride &- 1][lane] = 0 }
  }
}
