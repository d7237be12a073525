import Glibc
import Pixels

/// Sharpens a geometry hypothesis by climbing the mean power at the key's tones.
struct GeometryRefinement {
  private static let roundsPerStep = 6

  let spectrum: SuspectSpectrum
  private let frequencies: [SIMD2<Float>]
  private let bandLimit: Float

  init(spectrum: SuspectSpectrum, tones: ToneMap) {
    self.spectrum = spectrum
    frequencies = tones.tones.map { SIMD2(Float($0.fx), Float($0.fy)) }
    bandLimit = Float(spectrum.bandLimit)
  }

  /// The excess power at the tones under `map`, about standard normal where there is no mark.
  func score(_ map: AffineMap) -> Double {
    let (a, b, c, d) = (Float(map.a), Float(map.b), Float(map.c), Float(map.d))
    return spectrum.withPower { power in
      var sum: Float = 0
      var count = 0
      for f in frequencies {
        let (x, y) = (a * f.x + b * f.y, c * f.x + d * f.y)
        let squared = x * x + y * y
        guard squared > 4, squared < bandLimit * bandLimit else { continue }
        sum += power.value(x, y) - 1
        count &+= 1
      }
      return Double(sum) / Double(max(count, 20)).squareRoot()
    }
  }

  /// Coordinate ascent over scale, rotation, aspect and shear with the given relative steps.
  func refined(_ start: AffineMap, steps: [Double]) -> (map: AffineMap, score: Double) {
    var map = start
    var best = score(map)
    for step in steps {
      let moves = [step, -step].flatMap { s in
        [
          AffineMap(a: 1 + s, b: 0, c: 0, d: 1 + s), AffineMap(a: 1, b: -s, c: s, d: 1),
          AffineMap(a: 1 + s, b: 0, c: 0, d: 1 - s), AffineMap(a: 1, b: s, c: s, d: 1),
        ]
      }
      for _ in 0..<Self.roundsPerStep {
        var improved = false
        for move in moves {
          let next = map.then(move)
          let value = score(next)
          if value > best + 1e-6 {
            (map, best, improved) = (next, value, true)
          }
        }
        if !improved { break }
      }
    }
    return (map, best)
  }
}
