import Glibc
import Pixels

/// How a mark's pattern lies on a picture: turned, scaled and moved.
///
/// A shop's marks are spread over `count` placements drawn from its key, a payload always taking the
/// same one. Whoever averages many marked pictures, or their spectra, thus averages patterns that do
/// not coincide. The detector looks for all turns and scales anyway, so that it costs it nothing.
struct MarkPlacement: Sendable {
  static let count = 16
  private static let scaleReach = 0.04
  private static let drawsPerPlacement = 24
  private static let period = Double(ToneMap.period)

  /// From the tones' frequencies to those they have in the marked picture.
  let frequencyMap: AffineMap
  /// From canonical units of the marked picture, counted from its centre sample, to the pattern's.
  let toPattern: AffineMap

  /// Turned by `angle`, scaled by `scale` in frequency, then moved.
  private init(angle: Double, scale: Double, shift: (x: Double, y: Double)) {
    let map = AffineMap.scaling(scale, scale).then(.rotation(angle))
    frequencyMap = map
    toPattern = map.transposedLinearPart.then(.translation(shift.x, shift.y))
  }

  /// The placements of a key: one for every sixteenth of half a turn, as magnitudes see no more.
  static func all(of tones: ToneMap, key: [UInt8]) -> [MarkPlacement] {
    var stream = KeyStream(key: key, label: "placements")
    return (0..<count).map { i in
      let drawn = (0..<drawsPerPlacement).map { _ in
        let angle = Double.pi * (Double(i) + stream.uniform()) / Double(count)
        let scale = exp(scaleReach * (2 * stream.uniform() - 1))
        let shift = (period * stream.uniform(), period * stream.uniform())
        return MarkPlacement(angle: angle, scale: scale, shift: shift)
      }
      let spoilt = drawn.map { $0.tonesNearAxes(tones) }
      return drawn[spoilt.indices.reduce(0) { spoilt[$1] < spoilt[$0] ? $1 : $0 }]
    }
  }

  /// How many tones lie where the edges of pictures and the blocks of JPEG drown them.
  private func tonesNearAxes(_ tones: ToneMap) -> Int {
    tones.tones.count { tone in
      let (x, y) = frequencyMap(Double(tone.fx), Double(tone.fy))
      return min(abs(x), abs(y)) < 2
    }
  }

  /// The place of `payload` in `all`.
  static func index(of payload: MarkPayload, key: [UInt8]) -> Int {
    var stream = KeyStream(key: key, label: "placement of \(payload)")
    return stream.integer(below: count)
  }
}
