public import Pixels

/// Puts an invisible mark into pictures.
public struct Embedder: Sendable {
  /// Below this geometric mean of the sides, in pixels, a picture is not marked.
  public static let minimumMeanSide = 128.0
  /// No side may be shorter, in pixels.
  public static let minimumSide = 32

  private let key: MarkKey
  private let keepsWhite: Bool

  /// Marks with `key`. With `keepsWhite`, pixels of pure white (255, 255, 255) stay exactly that, and
  /// the mark fades towards them.
  public init(key: MarkKey, keepsWhite: Bool = false) {
    self.key = key
    self.keepsWhite = keepsWhite
  }

  /// Gets `raster` ready to be marked with `payload`.
  public func prepare(
    _ payload: MarkPayload, in raster: Raster
  ) throws(MarkingError) -> PreparedMark {
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
    return PreparedMark(raster: raster, luma: luma, layer: layer)
  }

  /// `raster` with `payload` in it, as strongly as `floor` lets. The same arguments give the same
  /// samples, always.
  public func embed(
    _ payload: MarkPayload, in raster: Raster, within floor: QualityFloor = .standard
  ) throws(MarkingError) -> MarkedPicture {
    try prepare(payload, in: raster).strongest(within: floor).picture
  }

  /// With less than this share of the picture off pure white, a mark that leaves white as it is
  /// survives nothing.
  private static let leastRoom: Float = 0.03

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
