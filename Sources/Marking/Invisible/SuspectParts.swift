import Pixels

/// Overlapping parts of a suspect, each to be searched by itself: a picture that was pasted into
/// another, or a tile of a collage, fills most of one.
struct SuspectParts {
  /// A part's share of the suspect's sides.
  private static let share = 0.6
  /// Where they lie in what the suspect has beyond one, across and down: in the middle, then in the
  /// corners. Whatever is up to half as wide and high as a part is at least four fifths in one.
  private static let places = [(0.5, 0.5), (0, 0), (1, 0), (0, 1), (1, 1)]
  static let count = places.count

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
    let whole = Self.scaled(native, by: samples / (Self.share * CanonicalGrid.side(of: native)))
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

  /// A region of the suspect's canonical luma, looked at by itself.
  static func view(
    of region: Region, luma: Plane, native: Size, _ resolution: SuspectSpectrum.Resolution,
    range: GeometrySearch.Range, key: MarkKey
  ) -> SuspectView {
    let size = Size(width: region.width, height: region.height)
    let shown = scaled(
      size, by: CanonicalGrid.side(of: native) / Double(ToneMap.period))
    return SuspectView(
      SuspectSpectrum(luma: luma.cropped(region), native: shown, resolution: resolution),
      range: range, key: key,
      fromWhole: AffineMap.translation(
        Double(luma.width / 2 - region.x), Double(luma.height / 2 - region.y)
      )
      .then(CanonicalGrid.between(size, shown)).then(CanonicalGrid(native: shown).fromPixels))
  }

  /// Overlapping pieces of a strip's canonical luma, each half as long again as wide; none where the
  /// suspect is no longer than what is looked at as a whole.
  static func pieces(of luma: Plane) -> [Region] {
    let (short, long) = (min(luma.width, luma.height), max(luma.width, luma.height))
    guard long > 2 * ToneMap.period else { return [] }
    let length = min(long, max(short * 3 / 2, ToneMap.period))
    let count = min(mostPieces, (long + short - 1) / short)
    return (0..<count).map { i in
      let start = (long - length) * i / max(1, count - 1)
      return luma.width < luma.height
        ? Region(x: 0, y: start, width: luma.width, height: length)
        : Region(x: start, y: 0, width: length, height: luma.height)
    }
  }

  private static let mostPieces = 25

  /// The part of this index.
  func view(_ index: Int) -> SuspectView {
    let (across, down) = Self.places[index]
    let size = Self.scaled(detail.size, by: Self.share)
    let region = Region(
      x: Int(across * Double(detail.width - size.width)),
      y: Int(down * Double(detail.height - size.height)), width: size.width, height: size.height)
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
