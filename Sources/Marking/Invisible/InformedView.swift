import Pixels

/// A suspect whose position on a picture is known, and, when that picture is at hand without its
/// mark, with the picture's own detail taken out.
struct InformedView {
  let spectrum: SuspectSpectrum
  /// From the suspect's canonical units to the picture's, both counted from the centre sample.
  let toMarked: AffineMap

  /// `map` leads from pixels of the suspect to pixels of a picture of the size `marked`, which
  /// `original`, when given, shows at any size.
  init(of suspect: Raster, map: AffineMap, marked: Size, original: Raster?) {
    let grid = CanonicalGrid(native: suspect.size)
    toMarked = grid.toPixels.then(map).then(CanonicalGrid(native: marked).fromPixels)
    var luma = grid.luma(of: suspect)
    if let original {
      let toOriginal = CanonicalGrid.between(grid.size, suspect.size).then(map)
        .then(CanonicalGrid.between(marked, original.size))
      luma = HostSubtraction.residual(of: luma, without: original.luma, map: toOriginal)
    }
    let readable: SuspectSpectrum.Resolution =
      toMarked.determinant.magnitude > 1.2 ? .fine : .coarse
    spectrum = SuspectSpectrum(luma: luma, native: suspect.size, resolution: readable)
  }
}
