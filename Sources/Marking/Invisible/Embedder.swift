public import Pixels

/// Puts an invisible mark into pictures.
public struct Embedder: Sendable {
  /// Below this geometric mean of the sides, in pixels, a picture is not marked.
  public static let minimumMeanSide = 128.0
  /// No side may be shorter, in pixels.
  public static let minimumSide = 32

  private let key: MarkKey
  private let floor: QualityFloor
  private let keepsWhite: Bool

  /// Marks with `key`, as strongly as `floor` lets. With `keepsWhite`, pixels of pure white
  /// (255, 255, 255) stay exactly that, and the mark fades towards them.
  public init(key: MarkKey, floor: QualityFloor = .standard, keepsWhite: Bool = false) {
    self.key = key
    self.floor = floor
    self.keepsWhite = keepsWhite
  }

  /// `raster` with `payload` in it. The same arguments give the same samples, always.
  public func embed(
    _ payload: MarkPayload, in raster: Raster
  ) throws(MarkingError) -> MarkedPicture {
    try Self.check(raster.size)
    let grid = CanonicalGrid(native: raster.size)
    let luma = grid.luma(of: raster)
    let layer = MarkLayer(
      pattern: MarkPattern.pattern(payload, key: key, grid: grid), luma: luma, raster: raster,
      keepsWhite: keepsWhite)
    guard layer.room >= Self.leastRoom else {
      throw MarkingError(
        code: .whiteLeavesNoRoom, detail: "\(Int(layer.room * 100)) % of the area left")
    }
    let similarity = StructuralSimilarity(reference: luma, isSampled: true)
    let metric = Ssimulacra2(reference: raster, isSampled: true)
    var best: MarkedPicture?
    var gain = layer.expectedGain(score: floor.score + Self.margin)
    for _ in 0..<Self.attempts {
      gain = min(gain, floor.maximumGain)
      // Far cheaper than the other measures, and often the one that binds in small pictures.
      var ssim = similarity(layer.added(to: luma, amplitude: layer.amplitude(gain: Float(gain))))
      if floor.headroom(ssim: ssim) < 1 {
        gain *= floor.headroom(ssim: ssim) * 0.995
        ssim = similarity(layer.added(to: luma, amplitude: layer.amplitude(gain: Float(gain))))
      }
      let marked = layer.added(to: raster, amplitude: layer.amplitude(gain: Float(gain)))
      let candidate = MarkedPicture(
        raster: marked, score: metric(marked),
        psnr: QualityMetrics.psnr(raster.samples, marked.samples), ssim: ssim, gain: gain)
      let headroom = floor.headroom(
        score: candidate.score, psnr: candidate.psnr, ssim: candidate.ssim)
      if headroom >= 1, gain > best?.gain ?? 0 { best = candidate }
      let isClose = headroom >= 1 && (headroom < Self.tolerance || gain >= floor.maximumGain)
      if isClose { break }
      gain *= headroom * 0.99
    }
    guard let best else {
      throw MarkingError(
        code: .noRoomForMark, detail: "\(raster.size.width) x \(raster.size.height)")
    }
    return best
  }

  /// With less than this share of the picture off pure white, a mark that leaves white as it is
  /// survives nothing.
  private static let leastRoom: Float = 0.03

  /// Gains tried at most; the first or second is nearly always close enough.
  private static let attempts = 5
  /// How far above the least score, in points, the gain aims.
  private static let margin = 0.4
  /// A mark that could grow by less than this factor is strong enough: a point of the score.
  private static let tolerance = 1.05

  private static func check(_ size: Size) throws(MarkingError) {
    let detail = "\(size.width) x \(size.height)"
    guard size.meanSide >= minimumMeanSide else {
      throw MarkingError(code: .pictureTooSmall, detail: detail)
    }
    guard min(size.width, size.height) >= minimumSide else {
      throw MarkingError(code: .pictureTooNarrow, detail: detail)
    }
  }
}
