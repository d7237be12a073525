import Pixels

/// Overlapping parts of a suspect, each to be searched by itself: a picture that was pasted into
/// another, or a tile of a collage, fills most of one.
struct SuspectParts {
  /// A part's share of the suspect's sides.
  private static let share = 0.6
  private static let perSide = 3
  /// Nine of these.
  static let count = perSide * perSide

  /// The suspect's luma, no finer than a part is looked at.
  private let luma: Plane
  private let native: Size
  private let key: MarkKey

  init(of raster: Raster, key: MarkKey) {
    native = raster.size
    self.key = key
    let scale = min(1, Double(ToneMap.period) / (Self.share * native.meanSide))
    luma = Resampler(from: native, to: Self.scaled(native, by: scale)).luma(of: raster)
  }

  private static func scaled(_ size: Size, by factor: Double) -> Size {
    Size(
      width: max(1, Int((Double(size.width) * factor).rounded())),
      height: max(1, Int((Double(size.height) * factor).rounded())))
  }

  /// The part of this index, row by row.
  func view(_ index: Int) -> SuspectView {
    let (row, column) = (index / Self.perSide, index % Self.perSide)
    let size = Self.scaled(luma.size, by: Self.share)
    let region = Region(
      x: (luma.width - size.width) * column / (Self.perSide - 1),
      y: (luma.height - size.height) * row / (Self.perSide - 1), width: size.width,
      height: size.height)
    let spectrum = SuspectSpectrum(
      luma: luma.cropped(region), native: Self.scaled(native, by: Self.share))
    return SuspectView(
      spectrum, range: .enclosed, key: key,
      fromWhole: CanonicalGrid(native: native).toPixels
        .then(CanonicalGrid.between(native, luma.size))
        .then(.translation(-Double(region.x), -Double(region.y)))
        .then(CanonicalGrid(native: size).fromPixels))
  }
}
