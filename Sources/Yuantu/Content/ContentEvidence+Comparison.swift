import Matching
import Pixels

extension ContentEvidence {
  /// The picture of the comparison with the best corresponding picture, in its best region; nil when there
  /// is none, or its view is missing. `suspect` is in sRGB.
  func comparison(of suspect: Raster, _ views: ComparisonViews) -> ComparisonPicture? {
    guard let best, let region = best.match.regions.first,
      let registered = views.raster(best.match.sha256)
    else { return nil }
    return ComparisonPicture(
      suspect: suspect, registered: registered, map: region.map, isMirrored: region.isMirrored)
  }
}
