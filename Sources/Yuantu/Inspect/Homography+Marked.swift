import Pixels

extension Homography {
  /// The affine map that fits best where `suspect` shows the middle of the picture `marked` to which this
  /// maps; nil when it flattens.
  func affine(nearMiddleOf marked: Size, in suspect: Size) -> AffineMap? {
    let inverse = inverse ?? Homography(AffineMap.identity)
    let middle = inverse(Double(marked.width) / 2, Double(marked.height) / 2)
    let x = min(max(middle.x.isFinite ? middle.x : 0, 0), Double(suspect.width))
    let y = min(max(middle.y.isFinite ? middle.y : 0, 0), Double(suspect.height))
    let map = affine(at: x, y)
    return map.determinant.isFinite && abs(map.determinant) > 1e-6 ? map : nil
  }
}
