public import Pixels

/// Sharpens a rough alignment of two pictures.
public enum AlignmentRefinement {
  /// The alignment near `map` (from pixels of the suspect to pixels of the reference) at which the
  /// planes agree best, by coordinate ascent over shift and scale in ever smaller steps.
  public static func refined(_ suspect: Plane, _ reference: Plane, map: AffineMap) -> Alignment {
    func agreement(_ map: AffineMap) -> ContentAgreement {
      AlignedComparison.agreement(of: suspect, with: reference, map: map)
    }
    func score(_ a: ContentAgreement) -> Double { a.correlation + 2 * a.detailCorrelation }
    var map = map
    var best = agreement(map)
    let centre = (Double(suspect.width) / 2, Double(suspect.height) / 2)
    for step in [2.0, 1, 0.5, 0.25] {
      let relative = step / Double(max(suspect.width, suspect.height))
      for _ in 0..<4 {
        var improved = false
        for (dx, dy, grow) in [
          (step, 0.0, 0.0), (-step, 0, 0), (0, step, 0), (0, -step, 0), (0, 0, relative),
          (0, 0, -relative),
        ] {
          let zoom = AffineMap.translation(-centre.0, -centre.1)
            .then(.scaling(1 + grow, 1 + grow)).then(.translation(centre.0, centre.1))
          let next = zoom.then(map).then(.translation(dx, dy))
          let value = agreement(next)
          if score(value) > score(best) + 1e-6 { (map, best, improved) = (next, value, true) }
        }
        if !improved { break }
      }
    }
    return Alignment(map: map, agreement: best)
  }
}
