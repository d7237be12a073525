import Pixels

extension Plane {
  /// Finds the largest sample and sinks its neighbourhood out of sight, `count` times over.
  mutating func removePeaks(
    _ count: Int, within reach: Int
  ) -> [(row: Int, column: Int, value: Float)] {
    let (width, height) = (self.width, self.height)
    return samples.withUnsafeMutableBufferPointer { samples in
      let start = samples.baseAddress!
      var highest = (0..<height).map { Self.highest(start + $0 &* width, width) }
      return (0..<count).map { _ in
        let row = highest.indices.reduce(0) { highest[$1] > highest[$0] ? $1 : $0 }
        let value = highest[row]
        let column = (0..<width).first { start[row &* width &+ $0] == value } ?? 0
        for y in max(0, row - reach)...min(height - 1, row + reach) {
          for x in max(0, column - reach)...min(width - 1, column + reach) {
            start[y &* width &+ x] = -.greatestFiniteMagnitude
          }
          highest[y] = Self.highest(start + y &* width, width)
        }
        return (row, column, value)
      }
    }
  }

  /// The largest of `count` samples.
  private static func highest(_ samples: UnsafePointer<Float>, _ count: Int) -> Float {
    var largest = samples[0]
    for i in 1..<max(count, 1) { largest = max(largest, samples[i]) }
    return largest
  }

  /// The largest samples above `threshold` that no neighbour exceeds, at most `limit`.
  func peaks(above threshold: Float, limit: Int) -> [(row: Int, column: Int)] {
    var found: [(row: Int, column: Int, value: Float)] = []
    samples.withUnsafeBufferPointer { samples in
      for row in 0..<height {
        let line = samples.baseAddress! + row &* width
        guard Self.highest(line, width) > threshold else { continue }
        for column in 0..<width where line[column] > threshold {
          let rows = max(0, row - 1)...min(height - 1, row + 1)
          let columns = max(0, column - 1)...min(width - 1, column + 1)
          let isPeak = rows.allSatisfy { y in
            columns.allSatisfy { samples[y &* width &+ $0] <= line[column] }
          }
          if isPeak { found.append((row, column, line[column])) }
        }
      }
    }
    return found.sorted { $0.value > $1.value }.prefix(limit).map { ($0.row, $0.column) }
  }
}
