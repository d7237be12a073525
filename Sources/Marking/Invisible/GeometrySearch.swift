import Glibc
import Pixels

/// Finds how a suspect was turned, scaled, stretched and mirrored, from the magnitudes of the key's
/// tones: shifts of the tones on a log-polar map.
struct GeometrySearch {
  /// A hypothesis: the map from the original's frequencies to the suspect's.
  struct Candidate {
    let map: AffineMap
    /// Excess power in units of its deviation without a mark.
    let score: Double
  }

  /// Turns and scales that keep the framing, in cells: 5.1 degrees and 5 % either way.
  private static let framedReach = 18
  private static let framedLags = -11...11
  /// Scales that cropping leaves, for pictures that stayed upright to about a degree.
  private static let uprightReach = 3
  private static let uprightLags = lag(0.25)...lag(1.05)
  /// All scales without fine detail, and those that need it.
  private static let coarseLags = lag(0.19)...lag(1.2)
  private static let fineLags = lag(1.15)...lag(2.3)
  private static let peaksPerTemplate = 5
  /// Where the log-polar map of a fine spectrum starts: below the lowest tone when scaled up.
  static let fineFirstColumn = 300

  private static func lag(_ scale: Double) -> Int {
    Int((log(scale) / LogPolarMap.step).rounded())
  }

  let map: LogPolarMap
  let key: MarkKey

  /// The map that stretches and, when told, mirrors, then scales and turns.
  static func map(
    scale: Double, angle: Double, flipped: Bool, aspect: Double = 0
  ) -> AffineMap {
    let stretch = exp(aspect / 2)
    return AffineMap.scaling((flipped ? -scale : scale) * stretch, scale / stretch)
      .then(.rotation(angle))
  }

  /// Where nothing was cut off: any quarter turn, mirrored or not, a little turned and scaled,
  /// width over height changed by a factor of e^aspect.
  func framed(aspect: Double, limit: Int) -> [Candidate] {
    candidates(
      aspect: aspect, angles: [0, .pi / 2], reach: Self.framedReach, lags: Self.framedLags,
      limit: limit)
  }

  /// What upright cropping leaves.
  func upright(aspect: Double, limit: Int) -> [Candidate] {
    candidates(
      aspect: aspect, angles: [0], reach: Self.uprightReach, lags: Self.uprightLags, limit: limit)
  }

  private func candidates(
    aspect: Double, angles: [Double], reach: Int, lags: ClosedRange<Int>, limit: Int
  ) -> [Candidate] {
    var found: [Candidate] = []
    for flipped in [false, true] {
      for angle in angles {
        let start = Self.map(scale: 1, angle: angle, flipped: flipped, aspect: aspect)
        let cells = key.tones.tones.map { tone in
          let (x, y) = start(Double(tone.fx), Double(tone.fy))
          return LogPolarMap.Cell(x, y)
        }
        var sums = map.sums(cells, reach: reach, lags: lags)
        for _ in 0..<min(limit, Self.peaksPerTemplate) {
          let (turn, shift, score) = sums.removePeak(within: 4)
          let cell = (turn: turn - reach, lag: shift + lags.lowerBound)
          found.append(
            Candidate(
              map: start.then(
                Self.map(
                  scale: exp(Double(cell.lag) * LogPolarMap.step),
                  angle: Double(cell.turn) * LogPolarMap.step, flipped: false)),
              score: Double(score)))
        }
      }
    }
    return Array(found.sorted { $0.score > $1.score }.prefix(limit))
  }

  /// The best `limit` hypotheses over all turns and the scales the map is made for.
  func anywhere(limit: Int) -> [Candidate] {
    let transformed = LogPolarMap.transform.forward(map.plane)
    let lags = map.firstColumn == 0 ? Self.coarseLags : Self.fineLags
    let found = key.templates.flatMap { peaks(correlating: transformed, with: $0, lags: lags) }
    return Array(found.sorted { $0.score > $1.score }.prefix(limit))
  }

  private func peaks(
    correlating suspect: HalfSpectrum, with template: SearchTemplate, lags: ClosedRange<Int>
  ) -> [Candidate] {
    let size = LogPolarMap.transform.size
    let surface = LogPolarMap.transform.inverse(
      suspect.multiplied(byConjugateOf: template.spectrum), extent: size)
    let scale = 1 / Float(size.pixelCount)
    let valid = map.firstColumn..<map.firstColumn + map.plane.width
    let norms = lags.map { lag -> Float in
      let energy = template.columns.reduce(into: Float(0)) { sum, tone in
        if valid.contains(tone.column + lag) { sum += tone.energy }
      }
      return scale / max(energy, 20).squareRoot()
    }
    // Lags are negative after the plane's own start is taken off: they lie in one piece.
    let first = lags.lowerBound - map.firstColumn
    var values = Plane(size: Size(width: lags.count, height: size.height)) { output in
      surface.samples.withUnsafeBufferPointer { surface in
        for row in 0..<size.height {
          for i in 0..<lags.count {
            let column = (first &+ i &+ size.width) % size.width
            output[row &* lags.count &+ i] = surface[row &* size.width &+ column] * norms[i]
          }
        }
      }
    }
    return (0..<Self.peaksPerTemplate).map { _ in
      let (row, lag, score) = values.removePeak(within: 4)
      return Candidate(
        map: Self.map(
          scale: exp(Double(lag + lags.lowerBound) * LogPolarMap.step),
          angle: Double(row) * LogPolarMap.step, flipped: template.flipped),
        score: Double(score))
    }
  }
}

extension HalfSpectrum {
  fileprivate func multiplied(byConjugateOf other: HalfSpectrum) -> HalfSpectrum {
    var product = self
    product.real.withUnsafeMutableBufferPointer { re in
      product.imaginary.withUnsafeMutableBufferPointer { im in
        other.real.withUnsafeBufferPointer { otherRe in
          other.imaginary.withUnsafeBufferPointer { otherIm in
            for i in 0..<re.count {
              let (a, b) = (re[i], im[i])
              re[i] = a * otherRe[i] + b * otherIm[i]
              im[i] = b * otherRe[i] - a * otherIm[i]
            }
          }
        }
      }
    }
    return product
  }
}
