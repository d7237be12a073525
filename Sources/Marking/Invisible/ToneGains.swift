import Glibc

/// How much each tone is to be trusted: the pilots' agreement as a smooth function of radius.
enum ToneGains {
  /// Ridge regression of the pilots' real parts on 1, ln r and (ln r)^2, never below 0.15 of the
  /// mean; 0 where a tone cannot be read.
  static func gains(_ values: [Complex], readable: [Bool], tones: ToneMap) -> [Float] {
    let pilots = tones.pilots.filter { readable[$0] }
    guard pilots.count >= 6 else { return readable.map { $0 ? 1 : 0 } }
    let logarithms = tones.tones.map { log($0.radius) }
    let mean = pilots.reduce(0) { $0 + logarithms[$1] } / Double(pilots.count)
    var matrix = [[0.01, 0, 0], [0, 3.0, 0], [0, 0, 3.0]]
    var right = [0.0, 0, 0]
    for pilot in pilots {
      let terms = basis(logarithms[pilot] - mean)
      for i in 0..<3 {
        right[i] += terms[i] * Double(values[pilot].real)
        for j in 0..<3 { matrix[i][j] += terms[i] * terms[j] }
      }
    }
    let solution = solve(matrix, right)
    let least = 0.15 * max(solution[0], 0.3)
    return logarithms.indices.map { k in
      guard readable[k] else { return 0 }
      let terms = basis(logarithms[k] - mean)
      return Float(max(least, zip(terms, solution).reduce(0) { $0 + $1.0 * $1.1 }))
    }
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
