import Pixels

/// The middle and the quarters of a suspect, each looked at as cut out of a picture: under a change of
/// perspective a window's tones lie closer together than those of the whole.
struct SuspectWindows {
  /// Where they lie, across and down, in what the suspect has beyond one.
  private static let places = [(0.5, 0.5), (0, 0), (1, 1), (1, 0), (0, 1)]
  static let count = places.count

  /// The suspect's canonical luma, whitened as finely as a window of half its sides is looked at.
  private let detail: Plane
  private let native: Size
  private let key: MarkKey

  /// `luma` is the canonical luma of a suspect of `native` pixels.
  init(of luma: Plane, native: Size, key: MarkKey) {
    detail = WhitenedField.detail(
      of: luma, unitsPerSample: SuspectSpectrum.Resolution.coarse.unitsPerSample)
    self.native = native
    self.key = key
  }

  /// The window of this index.
  func view(_ index: Int) -> SuspectView {
    let (across, down) = Self.places[index]
    let size = Size(width: max(8, detail.width / 2), height: max(8, detail.height / 2))
    let region = Region(
      x: Int(across * Double(detail.width - size.width)),
      y: Int(down * Double(detail.height - size.height)), width: size.width, height: size.height)
    let scale = CanonicalGrid.side(of: native) / Double(ToneMap.period)
    let shown = Size(
      width: max(1, Int((Double(size.width) * scale).rounded())),
      height: max(1, Int((Double(size.height) * scale).rounded())))
    return SuspectView(
      SuspectSpectrum(
        field: WhitenedField.faded(detail.cropped(region)), native: shown, resolution: .coarse),
      range: .cropped, key: key,
      fromWhole: AffineMap.translation(
        Double(detail.width / 2 - region.x), Double(detail.height / 2 - region.y)
      )
      .then(CanonicalGrid.between(size, shown)).then(CanonicalGrid(native: shown).fromPixels))
  }
}
