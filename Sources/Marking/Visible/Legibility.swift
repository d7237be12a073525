public import Pixels

/// How well a visible mark can still be read on a picture that a platform has made smaller and
/// compressed: 0 for not at all, 100 for as well as on plain ground.
public struct Legibility: Sendable, Equatable {
  /// Below this a mark is not called legible.
  public static let threshold = 35.0

  /// 0…100.
  public let score: Double

  /// Whether the mark can be read.
  public var isLegible: Bool { score >= Self.threshold }

  /// Compares a marked and an unmarked picture, both made smaller in the same way, with what a reader
  /// is given.
  ///
  /// The best of the marks counts. Its score is the product of three shares: how well its shape stands
  /// out from what is around it (correlation of the mark's own pattern with what is seen, both without
  /// their slow changes), its contrast (full from 6 grey levels of deviation on), and the size of
  /// its letters (full from an em of 14 pixels on, nothing at 5).
  ///
  /// - Parameters:
  ///   - seen: the marked picture after compression.
  ///   - marked: the marked picture, made smaller only.
  ///   - unmarked: the unmarked picture, made smaller only.
  ///   - boxes: the marks, in pixels of these pictures.
  ///   - emSize: the em of a text, or a sixth of a logo's longer side, in pixels of these pictures.
  public init(seen: Plane, marked: Plane, unmarked: Plane, boxes: [Region], emSize: Double) {
    let size = min(max((emSize - 5) / 9, 0), 1)
    let filter = GaussianFilter(sigma: max(1, emSize / 2))
    func fast(_ plane: Plane) -> Plane {
      let slow = filter(plane)
      return Plane(size: plane.size, samples: zip(plane.samples, slow.samples).map { $0 - $1 })
    }
    let pattern = fast(
      Plane(size: marked.size, samples: zip(marked.samples, unmarked.samples).map { $0 - $1 }))
    let visible = fast(seen)
    let best = boxes.map { Self.share(pattern, visible, $0) }.max() ?? 0
    score = 100 * size * best
  }

  private static func share(_ pattern: Plane, _ seen: Plane, _ box: Region) -> Double {
    let right = min(box.x + box.width, pattern.width)
    let bottom = min(box.y + box.height, pattern.height)
    guard box.x >= 0, box.y >= 0, box.x < right, box.y < bottom else { return 0 }
    var (cross, own, all) = (0.0, 0.0, 0.0)
    for y in box.y..<bottom {
      for x in box.x..<right {
        let (p, s) = (Double(pattern[x, y]), Double(seen[x, y]))
        cross += p * s
        own += p * p
        all += s * s
      }
    }
    guard own > 0, all > 0 else { return 0 }
    let correlation = max(0, cross / (own * all).squareRoot())
    let deviation = (own / Double((right - box.x) * (bottom - box.y))).squareRoot()
    return correlation * min(1, deviation / 6)
  }
}
