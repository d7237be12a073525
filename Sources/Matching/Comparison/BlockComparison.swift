import Glibc
import Pixels

/// How one square block of the registered picture compares with the suspect at the same place.
struct BlockComparison {
  /// The best correlation within two pixels, -1 to 1; 0 when either side is flat.
  let correlation: Float
  /// Standard deviation in the registered picture, and in the suspect, in grey levels.
  let registeredDeviation, suspectDeviation: Float
  /// Mean in the registered picture, and in the suspect.
  let registeredMean, suspectMean: Float

  /// Blocks may be so many pixels beside where the map says.
  static let search = 2
  /// The places searched, the nearest first.
  private static let offsets: [(x: Int, y: Int)] = {
    let reach = -search...search
    let all = reach.flatMap { dy in reach.map { dx in (x: dx, y: dy) } }
    func distance(_ offset: (x: Int, y: Int)) -> Int { offset.x * offset.x + offset.y * offset.y }
    return all.sorted { (distance($0), $0.y, $0.x) < (distance($1), $1.y, $1.x) }
  }()

  /// Compares the block of `side` pixels with its upper left corner at (x, y), which lies inside the
  /// planes with `search` pixels around it. A correlation above `enough` ends the search.
  init(_ view: RegisteredView, x: Int, y: Int, side: Int, enough: Float = .infinity) {
    let width = view.registered.width
    let count = Float(side * side)
    var best: Float = -1
    var deviations: (Float, Float) = (0, 0)
    var means: (Float, Float) = (0, 0)
    view.registered.samples.withUnsafeBufferPointer { registered in
      view.suspect.samples.withUnsafeBufferPointer { suspect in
        let (sum, squares) = Self.sums(registered, y &* width &+ x, width, side)
        let variance = max(squares - sum * sum / count, 0)
        deviations.0 = (variance / count).squareRoot()
        means.0 = 128 + sum / count
        for offset in Self.offsets {
          let start = (y &+ offset.y) &* width &+ x &+ offset.x
          let (own, ownSquares, cross) = Self.crossSums(
            registered, y &* width &+ x, suspect, start, width, side)
          let ownVariance = max(ownSquares - own * own / count, 0)
          if offset == (0, 0) {
            deviations.1 = (ownVariance / count).squareRoot()
            means.1 = 128 + own / count
          }
          let norm = (variance * ownVariance).squareRoot()
          if norm > count * 0.01 { best = max(best, (cross - sum * own / count) / norm) }
          if best > enough { break }
        }
      }
    }
    correlation = best < -0.999 ? 0 : best
    (registeredDeviation, suspectDeviation) = deviations
    (registeredMean, suspectMean) = means
  }

  /// Whether the suspect shows (nearly) all of the block and what is searched around it.
  static func isCovered(_ view: RegisteredView, x: Int, y: Int, side: Int) -> Bool {
    var missing = 0
    let reach = side + 2 * search
    for row in y - search..<y + side + search {
      let start = row * view.registered.width + x - search
      for i in start..<start + reach where view.covered[i] == 0 { missing += 1 }
    }
    return missing * 100 <= reach * reach * 3
  }

  @inline(__always)
  private static func sums(
    _ plane: UnsafeBufferPointer<Float>, _ start: Int, _ width: Int, _ side: Int
  ) -> (Float, Float) {
    var (sum, squares): (Float, Float) = (0, 0)
    for row in 0..<side {
      let line = plane.baseAddress! + (start &+ row &* width)
      for i in 0..<side {
        // Counted from mid-grey, so that squares keep their precision.
        let value: Float = line[i] - 128
        sum += value
        squares += value * value
      }
    }
    return (sum, squares)
  }

  /// Eight columns at a time; sides are multiples of eight.
  @inline(__always)
  private static func crossSums(
    _ a: UnsafeBufferPointer<Float>, _ startA: Int, _ b: UnsafeBufferPointer<Float>,
    _ startB: Int, _ width: Int, _ side: Int
  ) -> (Float, Float, Float) {
    var (sum, squares, cross) = (SIMD8<Float>.zero, SIMD8<Float>.zero, SIMD8<Float>.zero)
    let (rawA, rawB) = (UnsafeRawPointer(a.baseAddress!), UnsafeRawPointer(b.baseAddress!))
    for row in 0..<side {
      var i = 0
      while i < side {
        let first =
          rawA.loadUnaligned(
            fromByteOffset: (startA &+ row &* width &+ i) &* 4, as: SIMD8<Float>.self) - 128
        let second =
          rawB.loadUnaligned(
            fromByteOffset: (startB &+ row &* width &+ i) &* 4, as: SIMD8<Float>.self) - 128
        sum += second
        squares += second * second
        cross += first * second
        i &+= 8
      }
    }
    return (sum.sum(), squares.sum(), cross.sum())
  }
}
