import Glibc
public import Pixels

/// Finds an export in the original it was cut from: upright, not mirrored, its proportions kept,
/// any crop of at least a third of the original's shorter side.
public enum CropRegistration {
  /// The geometric mean of the sides, in pixels, that planes are brought to for comparing.
  public static let workingSide = 128.0
  private static let coarseSide = 28.0
  private static let smallestPart = 0.34

  /// The best placement of `export` in `original`, luma planes of about `workingSide`.
  public static func place(_ export: Plane, in original: Plane) -> Alignment {
    let coarseOriginal = shrunk(original, by: coarseSide / original.size.meanSide)
    var best = (score: -1.0, scale: 1.0, x: 0.0, y: 0.0)
    let whole = fittingScale(export.size, in: original.size)
    // `scale` is original pixels per export pixel.
    var scale = whole
    while scale >= whole * smallestPart {
      let window = shrunk(export, by: scale * coarseSide / original.size.meanSide)
      if let found = slide(window, over: coarseOriginal), found.score > best.score {
        let unit = original.size.meanSide / coarseSide
        best = (found.score, scale, Double(found.x) * unit, Double(found.y) * unit)
      }
      scale /= 1.045
    }
    return AlignmentRefinement.refined(
      export, original,
      map: AffineMap(a: best.scale, b: 0, c: 0, d: best.scale, tx: best.x, ty: best.y))
  }

  /// The scale at which the export just fits in the original.
  private static func fittingScale(_ export: Size, in original: Size) -> Double {
    min(
      Double(original.width) / Double(export.width),
      Double(original.height) / Double(export.height))
  }

  private static func shrunk(_ plane: Plane, by factor: Double) -> Plane {
    let size = Size(
      width: max(4, Int((Double(plane.width) * factor).rounded())),
      height: max(4, Int((Double(plane.height) * factor).rounded())))
    return Resampler(from: plane.size, to: size)(plane)
  }

  /// The place in `field` where `window` correlates best.
  private static func slide(_ window: Plane, over field: Plane) -> (score: Double, x: Int, y: Int)?
  {
    guard window.width <= field.width + 1, window.height <= field.height + 1 else { return nil }
    let (width, height) = (min(window.width, field.width), min(window.height, field.height))
    let count = Float(width * height)
    var mean: Float = 0
    for y in 0..<height { for x in 0..<width { mean += window[x, y] } }
    mean /= count
    var energy: Float = 0
    for y in 0..<height {
      for x in 0..<width { energy += (window[x, y] - mean) * (window[x, y] - mean) }
    }
    var best = (score: -1.0, x: 0, y: 0)
    for top in 0...field.height - height {
      for left in 0...field.width - width {
        var (sum, squares, cross): (Float, Float, Float) = (0, 0, 0)
        for y in 0..<height {
          for x in 0..<width {
            let value = field[left &+ x, top &+ y]
            sum += value
            squares += value * value
            cross += value * (window[x, y] - mean)
          }
        }
        let norm = (energy * max(squares - sum * sum / count, 0)).squareRoot()
        let score = norm < 1 ? 0 : Double(cross / norm)
        if score > best.score { best = (score, left, top) }
      }
    }
    return best
  }
}
