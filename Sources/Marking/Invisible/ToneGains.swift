import Glibc

/// How much each tone is to be trusted: a smooth function of its radius.
enum ToneGains {
  /// From the agreement of the pilots under a hypothesis of position: never below 0.15 of the mean;
  /// 0 where a tone cannot be read.
  static func gains(_ values: [Complex], readable: [Bool], tones: ToneMap) -> [Float] {
    let pilots = tones.pilots.filter { readable[$0] }
    guard pilots.count >= 6 else { return readable.map { $0 ? 1 : 0 } }
    let fitted = fit(pilots.map { ($0, Double(values[$0].real)) }, tones: tones)
    let least = 0.15 * max(fitted.mean, 0.3)
    return readable.indices.map { readable[$0] ? Float(max(least, fitted.values[$0])) : 0 }
  }

  /// From the power of all tones, before their position is known: the amplitude above the floor.
  static func searchGains(_ values: [Complex], readable: [Bool], tones: ToneMap) -> [Float] {
    let indices = readable.indices.filter { readable[$0] }
    let excess = indices.map { ($0, Double(min(values[$0].squaredMagnitude, 8)) - 1) }
    let fitted = fit(excess, tones: tones)
    let least = max(0.2 * fitted.mean, 0.1)
    return readable.indices.map {
      readable[$0] ? Float(max(least, fitted.values[$0]).squareRoot()) : 0
    }
  }

  /// Ridge regression of the samples on 1, ln r and (ln r)^2, evaluated at every tone.
  private static func fit(
    _ samples: [(tone: Int, value: Double)], tones: ToneMap
  ) -> (mean: Double, values: [Double]) {
    let logarithms = tones.tones.map { log($0.radius) }
    let mean = samples.reduce(0) { $0 + logarithms[$1.tone] } / Double(samples.count)
    var matrix = [[0.01, 0, 0], [0, 3.0, 0], [0, 0, 3.0]]
    var right = [0.0, 0, 0]
    for sample in samples {
      let terms = basis(logarithms[sample.tone] - mean)
      for i in 0..<3 {
        right[i] += terms[i] * sample.value
        for j in 0..<3 { matrix[i][j] += terms[i] * terms[j] }
      }
    }
    let solution = solve(matrix, right)
    return (
      solution[0],
      logarithms.map { zip(basis($0 - mean), solution).reduce(0) { $0 + $1.0 * $1.1 } }
    )
  }

  private static func basis(_ x: Double) -> [Double] { [1, x, x * x] }

  /// Gaussian elimination; the ridge keeps the pivots away from zero.
  private static func solve(_ matrix: [[Double]], _ right: [Double]) -> [Double] {
    var (m, b) = (matrix, right)
    for i in 0..<3 {
      for row in i + 1..<3 {
        let factor = m[row][i] / m[i][i]
        for column in i..<3 { m[row][column] -= factor * m[i][column] }
        b[row] -= factor * b[i]
      }
    }
    for i in stride(from: 2, through: 0, by: -1) {
      for column in i + 1..<3 { b[i] -= m[i][column] * b[column] }
      b[i] /= m[i][i]
    }
    return b
  }
}
