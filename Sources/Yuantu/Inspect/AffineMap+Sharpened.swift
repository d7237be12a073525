import Matching
import Pixels

extension AffineMap {
  /// This map, from pixels of `suspect` to pixels of a picture of the size `marked`, sharpened by the pixels of
  /// `shown`, the same picture at any size: a mark needs its place to a small part of a pixel.
  func sharpened(from suspect: Raster, marked: Size, shown: Raster) -> AffineMap {
    let toShown = WorkingPicture.map(from: marked, to: shown.size)
    guard let back = toShown.inverse else { return self }
    return AffineRefinement.refined(then(toShown), from: suspect.luma, to: shown.luma).then(back)
  }
}
