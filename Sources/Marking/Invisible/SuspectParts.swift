import Pixels

/// Overlapping parts of a suspect, each to be searched by itself: a picture that was pasted into
/// another, or a tile of a collage, fills most of one.
struct SuspectParts {
  /// A part's share of the suspect's sides.
  private static let share = 0.6
  private static let perSide = 3
  /// Nine of these.
  static let count = perSide * perSide

  /// The whole suspect, whitened, as finely as a part is looked at.
  private let detail: Plane
  private let resolution: SuspectSpectrum.Resolution
  private let native: Size
  private let key: MarkKey

  init(of raster: Raster, key: MarkKey) {
    native = raster.size
    self.key = key
    resolution = .worthwhile(Self.scaled(native, by: Self.share))
    let samples = Double(ToneMap.period) / resolution.unitsPerSample
    let whole = Self.scaled(native, by: samples / (Self.share * native.meanSide))
    let size = Size(width: max(16, whole.width), height: max(16, whole.height))
    detail = WhitenedField.detail(
      of: Resampler(from: native, to: size).luma(of: raster),
      unitsPerSample: resolution.unitsPerSample)
  }

  private static func scaled(_ size: Size, by factor: Double) -> Size {
    Size(
      width: max(1, Int((Double(size.width) * factor).rounded())),
      height: max(1, Int((Double(size.height) * factor).rounded())))
  }

  /// The middle of a suspect, half as wide and high, looked at as cut out of a picture: under a change
  /// of perspective a part's tones lie closer together than those of the whole. `luma` is the
  /// suspect's canonical luma.
  static func middle(of luma: Plane, native: Size, key: MarkKey) -> SuspectView {
    let size = scaled(luma.size, by: 0.5)
    let region = Region(
      x: (luma.width - size.width) / 2, y: (luma.height - size.height) / 2, width: size.width,
      height: size.height)
    let half = scaled(native, by: 0.5)
    return SuspectView(
      SuspectSpectrum(luma: luma.cropped(region), native: half, resolution: .coarse),
      range: .cropped, key: key,
      fromWhole: AffineMap.translation(
        Double(luma.width / 2 - region.x), Double(luma.height / 2 - region.y)
      )
      .then(CanonicalGrid.between(size, half)).then(CanonicalGrid(native: half).fromPixels))
  }

  /// The part of this index, row by row.
  func view(_ index: Int) -> SuspectView {
    let (row, column) = (index / Self.perSide, index % Self.perSide)
    let size = Self.scaled(detail.size, by: Self.share)
    let region = Region(
      x: (detail.width - size.width) * column / (Self.perSide - 1),
      y: (detail.height - size.height) * row / (Self.perSide - 1), width: size.width,
      height: size.height)
    let spectrum = SuspectSpectrum(
      field: WhitenedField.faded(detail.cropped(region)),
      native: Self.scaled(native, by: Self.share), resolution: resolution)
    return SuspectView(
      spectrum, range: .enclosed, key: key,
      fromWhole: CanonicalGrid(native: native).toPixels
        .then(CanonicalGrid.between(native, detail.size))
        .then(.translation(-Double(region.x), -Double(region.y)))
        .then(CanonicalGrid.between(size, spectrum.native))
        .then(CanonicalGrid(native: spectrum.native).fromPixels))
  }
}
