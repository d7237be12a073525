import Pixels

/// A picture and the mark that is to be put on it, with any gain: everything that does not depend on
/// the gain is done once.
public struct PreparedMark: Sendable {
  private let raster: Raster
  private let luma: Plane
  private let layer: MarkLayer
  private let similarity: StructuralSimilarity

  init(raster: Raster, luma: Plane, layer: MarkLayer) {
    self.raster = raster
    self.luma = luma
    self.layer = layer
    similarity = StructuralSimilarity(reference: luma, isSampled: true)
  }

  /// Gains tried at most; the first or second is nearly always close enough.
  private static let attempts = 5
  /// How far above the least score, in points, the gain aims.
  private static let margin = 0.4
  /// By what a gain may differ from one whose score was measured: what the score lacks of 100 is in
  /// proportion to it as exactly as the metric's own sampling tells, a tenth of a point.
  private static let reach = 0.87...1.12
  /// A mark that could grow by less than this factor is strong enough: a point of the score.
  private static let tolerance = 1.05

  /// The gain at which SSIMULACRA 2 will say about `score`, to some 4 %.
  public func expectedGain(score: Double) -> Double { layer.expectedGain(score: score) }

  /// The picture with the strongest mark that `floor` lets, and its score. The same arguments give
  /// the same samples, always.
  public func strongest(
    within floor: QualityFloor
  ) throws(MarkingError) -> (picture: MarkedPicture, score: Double) {
    let floor = floor.fitted(side: layer.side)
    let metric = Ssimulacra2(reference: raster, isSampled: true)
    var judged: (gain: Double, score: Double)?
    var best: (picture: MarkedPicture, score: Double)?
    var gain = expectedGain(score: floor.score + Self.margin)
    for _ in 0..<Self.attempts {
      let candidate = marked(gain: gain, within: floor)
      let score: Double
      if let judged, Self.reach.contains(candidate.gain / judged.gain) {
        score = 100 - (100 - judged.score) * candidate.gain / judged.gain
      } else {
        score = metric(candidate.raster)
        judged = (candidate.gain, score)
      }
      let headroom = floor.headroom(score: score, psnr: candidate.psnr, ssim: candidate.ssim)
      if headroom >= 1, candidate.gain > best?.picture.gain ?? 0 { best = (candidate, score) }
      let isLimited = headroom < Self.tolerance || candidate.gain >= floor.maximumGain
      if headroom >= 1, isLimited { break }
      gain = candidate.gain * headroom * 0.99
    }
    guard let best else {
      throw MarkingError(
        code: .noRoomForMark, detail: "\(raster.size.width) x \(raster.size.height)")
    }
    return best
  }

  /// The picture with a mark of `gain`, or of less where `floor` asks for it; its score is not looked
  /// at.
  public func marked(gain: Double, within floor: QualityFloor) -> MarkedPicture {
    var gain = min(gain, floor.maximumGain)
    // Far cheaper than the other measures, and often the one that binds in small pictures.
    var ssim = ssim(gain: gain)
    if floor.headroom(ssim: ssim) < 1 {
      gain *= floor.headroom(ssim: ssim) * 0.995
      ssim = self.ssim(gain: gain)
    }
    let marked = layer.added(to: raster, amplitude: layer.amplitude(gain: Float(gain)))
    return MarkedPicture(
      raster: marked, psnr: QualityMetrics.psnr(raster.samples, marked.samples), ssim: ssim,
      gain: gain)
  }

  private func ssim(gain: Double) -> Double {
    similarity(layer.added(to: luma, amplitude: layer.amplitude(gain: Float(gain))))
  }
}
