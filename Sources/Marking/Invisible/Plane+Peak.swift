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
}
