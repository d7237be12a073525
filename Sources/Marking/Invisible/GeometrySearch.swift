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
    /// The whole picture under a placement of the key, without the small turn and scale in `map`.
    var framing: Framing?
  }

  /// A map that keeps the picture's centre where it was, and the placement that it starts from.
  struct Framing {
    let placement: MarkPlacement
    let map: AffineMap
  }

  /// What the framing may be off by, in cells: 0.56 degrees and 1 %.
  private static let framedReach = 1
  /// How large the marked picture is shown, both pictures being brought to the same area.
  enum Range {
    /// From a fifth of its size in the suspect's units, as crops leave it, to a little above one.
    case cropped
    /// Smaller than the suspect: a part of another picture.
    case enclosed

    /// Frequencies are multiplied by the inverse of what lengths are.
    fileprivate var lags: ClosedRange<Int> {
      self == .cropped
        ? GeometrySearch.lag(0.19)...GeometrySearch.lag(1.2)
        : GeometrySearch.lag(1.15)...GeometrySearch.lag(2.3)
    }
    /// Where the log-polar map starts: below the lowest tone.
    fileprivate var firstColumn: Int { self == .cropped ? 0 : 150 }
  }

  private static let peaksPerTemplate = 8

  fileprivate static func lag(_ scale: Double) -> Int {
    Int((log(scale) / LogPolarMap.step).rounded())
  }

  private let map: LogPolarMap
  private let range: Range
  private let key: MarkKey

  init(_ spectrum: SuspectSpectrum, range: Range, key: MarkKey) {
    map = LogPolarMap(spectrum, firstColumn: range.firstColumn)
    self.range = range
    self.key = key
  }

  /// The map that stretches and, when told, mirrors, then scales and turns.
  static func map(
    scale: Double, angle: Double, flipped: Bool, aspect: Double = 0
  ) -> AffineMap {
    let stretch = exp(aspect / 2)
    return AffineMap.scaling((flipped ? -scale : scale) * stretch, scale / stretch)
      .then(.rotation(angle))
  }

  /// Where nothing was cut off: any quarter turn, mirrored or not, width over height changed by a
  /// factor of e^aspect.
  func framed(aspect: Double, limit: Int) -> [Candidate] {
    var found: [Candidate] = []
    let reach = Self.framedReach
    for placement in key.placements {
      let upright = placement.frequencyMap.then(
        Self.map(scale: 1, angle: 0, flipped: false, aspect: aspect))
      let cells = key.tones.tones.map { tone in
        let (x, y) = upright(Double(tone.fx), Double(tone.fy))
        return LogPolarMap.Cell(x, y)
      }
      for flipped in [false, true] {
        for quarters in [0, 1] {
          let framing = Self.map(
            scale: 1, angle: Double(quarters) * .pi / 2, flipped: flipped, aspect: aspect)
          let start = placement.frequencyMap.then(framing)
          let turned = cells.map { $0.mirrored(flipped).turned(quarters: quarters) }
          var sums = map.sums(turned, reach: reach, lags: -reach...reach)
          let (turn, shift, score) = sums.removePeaks(1, within: reach)[0]
          found.append(
            Candidate(
              map: start.then(
                Self.map(
                  scale: exp(Double(shift - reach) * LogPolarMap.step),
                  angle: Double(turn - reach) * LogPolarMap.step, flipped: false)),
              score: Double(score), framing: Framing(placement: placement, map: start)))
        }
      }
    }
    return Array(found.sorted { $0.score > $1.score }.prefix(limit))
  }

  /// The best `limit` hypotheses over all turns and the scales the map is made for.
  func anywhere(limit: Int) -> [Candidate] {
    let transformed = LogPolarMap.transform.forward(map.plane)
    let lags = range.lags
    let found = key.templates.flatMap { peaks(correlating: transformed, with: $0, lags: lags) }
    return Array(found.sorted { $0.score > $1.score }.prefix(limit))
  }

  private func peaks(
    correlating suspect: HalfSpectrum, with template: SearchTemplate, lags: ClosedRange<Int>
  ) -> [Candidate] {
    let size = LogPolarMap.transform.size
    let surface = LogPolarMap.transform.inverse(
      suspect.multiplied(byConjugateOf: template.spectrum), extent: size)
    // Lags are negative after the plane's own start is taken off: they lie in one piece.
    let first = lags.lowerBound - map.firstColumn
    var values = Plane(size: Size(width: lags.count, height: size.height)) { output in
      surface.samples.withUnsafeBufferPointer { surface in
        for row in 0..<size.height {
          for i in 0..<lags.count {
            let column = (first &+ i &+ size.width) % size.width
            output[row &* lags.count &+ i] = surface[row &* size.width &+ column]
          }
        }
      }
    }
    values.standardiseColumns()
    return values.removePeaks(Self.peaksPerTemplate, within: 2).map { row, lag, score in
      Candidate(
        map: Self.map(
          scale: exp(Double(lag + lags.lowerBound) * LogPolarMap.step),
          angle: Double(row) * LogPolarMap.step, flipped: template.flipped),
        score: Double(score))
    }
  }
}

extension HalfSpectrum {
  fileprivate func multiplied(byConjugateOf other: HalfSpectrum) -> HalfSpectrum {
    HalfSpectrum(size: size) { re, im in
      real.withUnsafeBufferPointer { a in
        imaginary.withUnsafeBufferPointer { b in
          other.real.withUnsafeBufferPointer { otherRe in
            other.imaginary.withUnsafeBufferPointer { otherIm in
              for i in 0..<a.count {
                re[i] = a[i] * otherRe[i] + b[i] * otherIm[i]
                im[i] = b[i] * otherRe[i] - a[i] * otherIm[i]
              }
            }
          }
        }
      }
    }
  }
}

extension Plane {
  /// Brings every column to mean 0 and deviation 1, values beyond 4 deviations left out of account:
  /// at low frequencies neighbouring tones see the same bins, and deviate more together.
  fileprivate mutating func standardiseColumns() {
    let (width, height) = (self.width, self.height)
    withUnsafeTemporaryAllocation(of: Float.self, capacity: 5 * width) { scratch in
      let means = scratch.baseAddress!
      let (limits, sums) = (means + width, means + 2 &* width)
      let (squares, counts) = (means + 3 &* width, means + 4 &* width)
      means.update(repeating: 0, count: width)
      limits.update(repeating: .infinity, count: width)
      samples.withUnsafeMutableBufferPointer { samples in
        for _ in 0..<2 {
          sums.update(repeating: 0, count: 3 &* width)
          for row in 0..<height {
            let line = samples.baseAddress! + row &* width
            for x in 0..<width {
              let weight: Float = abs(line[x] - means[x]) <= limits[x] ? 1 : 0
              let value = weight * line[x]
              sums[x] += value
              squares[x] += value * value
              counts[x] += weight
            }
          }
          for x in 0..<width {
            means[x] = sums[x] / counts[x]
            let variance = max(squares[x] / counts[x] - means[x] * means[x], .leastNormalMagnitude)
            limits[x] = 4 * variance.squareRoot()
          }
        }
        for row in 0..<height {
          let line = samples.baseAddress! + row &* width
          for x in 0..<width { line[x] = 4 * (line[x] - means[x]) / limits[x] }
        }
      }
    }
  }
}
