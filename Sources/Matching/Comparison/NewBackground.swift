import Pixels

/// The white that a product was put on after it was cut out: nothing of the registered picture is seen
/// there, and nothing contradicts it.
///
/// White counts only where the edge of what is shown is mostly white, and what hangs together with the white
/// at the edge: a white product on the registered set is enclosed by the set, or touches the edge at one side.
enum NewBackground {
  /// Grey levels from which a place is white.
  private static let white: Float = 248
  /// Where the registered picture is as bright, nothing was replaced.
  private static let registeredWhite: Float = 240
  /// The part of the edge that must be white.
  private static let leastEdgeShare = 0.5
  private static let edge = 6
  /// White is compact by so many pixels, and what is so near to it is no clean product.
  private static let reach = 9

  /// 1 for every pixel of the registered picture that lies under a new background, else 0; nil when there is
  /// none.
  static func found(in view: RegisteredView) -> [UInt8]? {
    let size = view.registered.size
    let frame = CoveredFrame(width: size.width, height: size.height) { view.covered[$0] != 0 }
    guard let frame else { return nil }
    let isWhite = Plane(size: size) { output in
      for i in output.indices {
        output[i] = view.suspect.samples[i] >= white && view.covered[i] != 0 ? 1 : 0
      }
    }
    guard isEdge(of: frame, isWhite, view) else { return nil }
    let compact = dilated(Erosion(side: reach)(isWhite))
    guard isEdge(of: frame, compact, view) else { return nil }
    var hidden = Plane(size: size)
    for piece in GridPiece.all(compact.samples.map { $0 > 0 }, columns: size.width)
    where piece.members.contains(where: { isAtEdge($0, frame, size) }) {
      for i in piece.members where view.registered.samples[i] < registeredWhite {
        hidden.samples[i] = 1
      }
    }
    return dilated(hidden).samples.map { $0 > 0 ? 1 : 0 }
  }

  private static func dilated(_ mask: Plane) -> Plane {
    func inverted(_ plane: Plane) -> Plane {
      Plane(size: plane.size, samples: plane.samples.map { 1 - $0 })
    }
    return inverted(Erosion(side: reach)(inverted(mask)))
  }

  private static func isAtEdge(_ i: Int, _ frame: CoveredFrame, _ size: Size) -> Bool {
    let (x, y) = (i % size.width, i / size.width)
    return x < frame.columns.lowerBound + edge || x > frame.columns.upperBound - edge
      || y < frame.rows.lowerBound + edge || y > frame.rows.upperBound - edge
  }

  private static func isEdge(
    of frame: CoveredFrame, _ isWhite: Plane, _ view: RegisteredView
  ) -> Bool {
    var (count, whites) = (0, 0)
    for i in view.covered.indices
    where view.covered[i] != 0 && isAtEdge(i, frame, isWhite.size) {
      count += 1
      if isWhite.samples[i] > 0 { whites += 1 }
    }
    return count > 0 && Double(whites) >= leastEdgeShare * Double(count)
  }
}
