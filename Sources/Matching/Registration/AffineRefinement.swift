import Glibc
public import Pixels

/// Sharpens the place of a suspect on a picture it shows to a small part of a pixel, by the pixels
/// themselves: B. D. Lucas and T. Kanade, "An iterative image registration technique" (1981), for
/// affine maps, with weights that forget what was covered.
public enum AffineRefinement {
  /// The mean sides at which it is sharpened, coarse first, in pixels.
  private static let sides = [256.0, 768]
  private static let mostSteps = 12
  /// A step that moves every corner by less than so many pixels is the last.
  private static let enough = 0.01
  /// A map that moved a corner by more than so many pixels of the first stage has run away.
  private static let farthest = 8.0

  /// The map near `map` (from pixels of `suspect` to pixels of `reference`) under which the pictures agree
  /// best; `map` itself when nothing better is found. Some tens of milliseconds.
  public static func refined(
    _ map: AffineMap, from suspect: Plane, to reference: Plane
  ) -> AffineMap {
    var refined = map
    for side in sides {
      let small = suspect.shrunk(toMeanSide: side)
      // What the suspect shows of the reference is brought to the suspect's resolution.
      let zoom = abs(map.determinant).squareRoot() * suspect.size.meanSide / small.size.meanSide
      let other = reference.shrunk(toMeanSide: max(32, reference.size.meanSide / max(zoom, 0.01)))
      let toSmall = WorkingPicture.map(from: suspect.size, to: small.size)
      let toOther = WorkingPicture.map(from: reference.size, to: other.size)
      guard let fromSmall = toSmall.inverse, let fromOther = toOther.inverse else { return map }
      let start = fromSmall.then(refined).then(toOther)
      let stage = AffineStage(small, other)
      guard let found = stage.refined(start, mostSteps: mostSteps, enough: enough) else { continue }
      refined = toSmall.then(found).then(fromOther)
    }
    let reach = abs(map.determinant).squareRoot() * suspect.size.meanSide / sides[0]
    let moved = corners(of: suspect.size).map { corner in
      let (before, after) = (map(corner.x, corner.y), refined(corner.x, corner.y))
      return hypot(after.x - before.x, after.y - before.y)
    }
    return (moved.max() ?? 0) <= farthest * max(1, reach) ? refined : map
  }

  static func corners(of size: Size) -> [(x: Double, y: Double)] {
    let (right, bottom) = (Double(size.width - 1), Double(size.height - 1))
    return [(0, 0), (right, 0), (0, bottom), (right, bottom)]
  }
}
