import Pixels

/// A suspect, or a part of it, ready to be searched and read.
struct SuspectView {
  let spectrum: SuspectSpectrum
  let refinement: GeometryRefinement
  let search: GeometrySearch
  /// Hypotheses with less excess power at their tones than this are not worth reading: without a mark
  /// most have less.
  let leastPower: Double
  /// From canonical units of the whole suspect to the view's.
  let fromWhole: AffineMap

  init(
    _ spectrum: SuspectSpectrum, range: GeometrySearch.Range, key: MarkKey,
    fromWhole: AffineMap = .identity
  ) {
    self.spectrum = spectrum
    self.fromWhole = fromWhole
    leastPower = range == .cropped ? 2.4 : 2.8
    refinement = GeometryRefinement(spectrum: spectrum, tones: key.tones)
    search = GeometrySearch(spectrum, range: range, key: key)
  }
}
