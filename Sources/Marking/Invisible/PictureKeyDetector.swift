import Glibc
public import Pixels

/// Looks for one copy's own layer with its disclosed key: what a reviewer can repeat without the
/// shop's secret.
public struct PictureKeyDetector: Sendable {
  /// What was measured. It is a finding only by its bound.
  public struct Result: Sendable {
    /// T = sum Re(v conj(s)) / sqrt(sum |v|^2 / 2) over the layer's tones, the largest over all
    /// hypotheses.
    public let statistic: Double
    /// The decimal logarithm of an upper bound on the probability of so large a statistic in a
    /// picture that this layer is not in: hypotheses times exp(-T^2 / 2), by the key's random phases.
    public let falseAlarmLog10: Double

    /// Whether the bound is below that of a detection.
    public var isDetected: Bool { falseAlarmLog10 < PictureKeyDetector.detectionLog10 }
  }

  /// The decimal logarithm of the bound below which a layer counts as found.
  public static let detectionLog10 = -9.0

  /// Shifts that are tried, in canonical units either way, and how far apart.
  private static let reach = 2.5
  private static let pitch = 0.5
  /// Relative scales that are tried.
  private static let scales = [1, 0.996, 1.004]
  /// Single tones are cut off at so many times the noise floor's amplitude.
  private static let magnitudeCap: Float = 2.5

  private let tones: [ToneMap.Tone]

  /// Looks for the layer of `key`.
  public init(key: PictureKey) { tones = key.tones }

  /// Looks in `raster`. `maps` say how its pixels lie in the issued picture; without any, the whole
  /// picture is taken to be shown, turned by quarters or mirrored as may be. With `original`, the
  /// picture before it was marked, the picture's own detail is taken out first.
  public func detect(
    in raster: Raster, maps: [(map: AffineMap, marked: Size)] = [], original: Raster? = nil
  ) -> Result {
    let hypotheses =
      maps.isEmpty
      ? Framing.all(of: raster.size)
      : maps.map { Framing(map: $0.map, marked: $0.marked) }
    let results = hypotheses.map { statistic(in: raster, $0, original) }
    let side = Int(2 * Self.reach / Self.pitch) + 1
    let count = Double(hypotheses.count * Self.scales.count * side * side)
    let best = results.max() ?? 0
    return Result(
      statistic: best, falseAlarmLog10: min(0, log10(count) - best * best / 2 * M_LOG10E))
  }

  private func statistic(in raster: Raster, _ framing: Framing, _ original: Raster?) -> Double {
    let view = InformedView(
      of: raster, map: framing.map, marked: framing.marked, original: original)
    return Self.scales.map { scale in
      let map = view.toMarked.transposedLinearPart.then(.scaling(scale, scale))
      let limit = view.spectrum.bandLimit
      var energy: Float = 0
      let values = tones.map { tone -> Complex in
        let point = map(Double(tone.fx), Double(tone.fy))
        guard (2..<limit).contains(hypot(point.x, point.y)) else { return .zero }
        var value = view.spectrum.value(fx: point.x, fy: point.y)
        let magnitude = value.squaredMagnitude.squareRoot()
        if magnitude > Self.magnitudeCap { value = value * (Self.magnitudeCap / magnitude) }
        energy += value.squaredMagnitude
        return value * tone.phase.conjugate
      }
      return Double(agreement(values, view.toMarked))
        / Double(max(energy / 2, .leastNormalMagnitude)).squareRoot()
    }.max() ?? 0
  }

  /// The largest sum over the shifts that are tried, by turning the values one step at a time.
  private func agreement(_ values: [Complex], _ toMarked: AffineMap) -> Float {
    let steps = Int(Self.reach / Self.pitch)
    func turn(_ frequency: Int, _ shift: Double) -> Complex {
      .unit(-2 * .pi * Double(frequency) * shift / Double(ToneMap.period))
    }
    var best: Float = 0
    for column in -steps...steps {
      let dx = toMarked.tx + Double(column) * Self.pitch
      let moved = zip(values, tones).map { $0 * turn($1.fx, dx) }
      for row in -steps...steps {
        let dy = toMarked.ty + Double(row) * Self.pitch
        let sum = zip(moved, tones).reduce(Float(0)) { $0 + ($1.0 * turn($1.1.fy, dy)).real }
        best = max(best, sum)
      }
    }
    return best
  }
}
