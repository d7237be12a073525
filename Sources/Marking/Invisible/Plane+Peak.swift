import Pixels

extension Plane {
  /// Finds the largest sample and sinks its neighbourhood out of sight of the next search.
  mutating func removePeak(
    within reach: Int
  ) -> (row: Int, column: Int, value: Float) {
    let (width, height) = (self.width, self.height)
    return samples.withUnsafeMutableBufferPointer { samples in
      var best = (row: 0, value: -Float.infinity)
      for row in 0..<height {
        let line = samples.baseAddress! + row &* width
        var largest = line[0]
        for column in 1..<width { largest = max(largest, line[column]) }
        if largest > best.value { best = (row, largest) }
      }
      let line = samples.baseAddress! + best.row &* width
      let column = (0..<width).first { line[$0] == best.value } ?? 0
      for row in max(0, best.row - reach)...min(height - 1, best.row + reach) {
        for x in max(0, column - reach)...min(width - 1, column + reach) {
          samples[row &* width &+ x] = -.greatestFiniteMagnitude
        }
      }
      return (best.row, column, best.value)
    }
  }

  /// The largest samples above `threshold` that no neighbour exceeds, at most `limit`.
  func peaks(above threshold: Float, limit: Int) -> [(row: Int, column: Int)] {
    var found: [(row: Int, column: Int, value: Float)] = []
    samples.withUnsafeBufferPointer { samples in
      for row in 0..<height {
        let line = samples.baseAddress! + row &* width
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
