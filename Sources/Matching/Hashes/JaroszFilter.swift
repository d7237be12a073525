import Pixels

/// The shrinking that PDQ prescribes: two box filters along each axis, then one sample out of every
/// cell. Sums run in the reference's order, so that every bit of the hash agrees with it.
/// (Meta, *The TMK+PDQF video-hashing algorithm and the PDQ image-hashing algorithm*, 2019.)
enum JaroszFilter {
  private static let passes = 2

  /// `luma` shrunk to `side` x `side` samples, rows from top to bottom.
  static func shrunk(_ luma: Plane, to side: Int) -> [Float] {
    let (width, height) = (luma.width, luma.height)
    if width == side, height == side { return luma.samples }
    var samples = luma.samples
    var other = [Float](repeating: 0, count: samples.count)
    let across = window(width, side)
    let down = window(height, side)
    samples.withUnsafeMutableBufferPointer { samples in
      other.withUnsafeMutableBufferPointer { other in
        for _ in 0..<passes {
          for y in 0..<height {
            boxRow(
              samples.baseAddress! + y &* width, other.baseAddress! + y &* width, width, across)
          }
          boxColumns(other.baseAddress!, samples.baseAddress!, width, height, down)
        }
      }
    }
    return (0..<side * side).map { i in
      let row = Int((Double(i / side) + 0.5) * Double(height) / Double(side))
      let column = Int((Double(i % side) + 0.5) * Double(width) / Double(side))
      return samples[row * width + column]
    }
  }

  private static func window(_ dimension: Int, _ side: Int) -> Int {
    (dimension + 2 * side - 1) / (2 * side)
  }

  private static func boxRow(
    _ input: UnsafePointer<Float>, _ output: UnsafeMutablePointer<Float>, _ count: Int,
    _ window: Int
  ) {
    let half = (window + 2) / 2
    var sum: Float = 0
    var size: Float = 0
    var right = 0
    for _ in 0..<half - 1 {
      sum += input[right]
      size += 1
      right &+= 1
    }
    var out = 0
    for _ in 0..<window - half + 1 {
      sum += input[right]
      size += 1
      output[out] = sum / size
      right &+= 1
      out &+= 1
    }
    var left = 0
    for _ in 0..<count - window {
      sum += input[right]
      sum -= input[left]
      output[out] = sum / size
      left &+= 1
      right &+= 1
      out &+= 1
    }
    for _ in 0..<half - 1 {
      sum -= input[left]
      size -= 1
      output[out] = sum / size
      left &+= 1
      out &+= 1
    }
  }

  /// The same down every column, whole rows at a time.
  private static func boxColumns(
    _ input: UnsafePointer<Float>, _ output: UnsafeMutablePointer<Float>, _ width: Int,
    _ height: Int, _ window: Int
  ) {
    let half = (window + 2) / 2
    var sums = [Float](repeating: 0, count: width)
    sums.withUnsafeMutableBufferPointer { sums in
      let sum = sums.baseAddress!
      var size: Float = 0
      for row in 0..<height + half - 1 {
        if row < height {
          let added = input + row &* width
          for x in 0..<width { sum[x] += added[x] }
        }
        if row >= window {
          let removed = input + (row &- window) &* width
          for x in 0..<width { sum[x] -= removed[x] }
        }
        size = Float(min(row, height - 1) - max(row - window, -1))
        guard row >= half - 1 else { continue }
        let target = output + (row &- half &+ 1) &* width
        for x in 0..<width { target[x] = sum[x] / size }
      }
    }
  }
}
