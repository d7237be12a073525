import Pixels

/// A suspect, or a part of it, ready to be searched and read.
struct SuspectView {
  let spectrum: SuspectSpectrum
  let refinement: GeometryRefinement
  let search: GeometrySearch

  init(_ spectrum: SuspectSpectrum, key: MarkKey, firstColumn: Int = 0) {
    self.spectrum = spectrum
    refinement = GeometryRefinement(spectrum: spectrum, tones: key.tones)
    search = GeometrySearch(
      map: LogPolarMap(spectrum, firstColumn: firstColumn), key: key)
  }
}
