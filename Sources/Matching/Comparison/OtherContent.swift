import Pixels

/// Where a suspect shows something else than the registered picture, in one piece large enough to be
/// another product: a photograph of another thing on the same set agrees everywhere but there.
///
/// What was laid over from edge to edge, a new background or a banner, counts as not seen, as long as enough of
/// the middle is.
struct OtherContent {
  /// The part of what is seen of the middle where something else lies, 0 to 1.
  let middleShare: Double
  /// The part of what the middle has to tell that is seen, 0 to 1; 1 when it has nothing to tell.
  let middleSeen: Double
  /// Cells of the largest piece that lies in the inner picture and touches no edge of what is shown.
  let island: Int
  /// What the largest piece in the inner picture spans, in pixels of the registered working picture.
  let region: Region?

  /// The middle and the inner picture are these parts of each side of what is shown.
  private static let middle = 0.6
  private static let inner = 0.7
  /// Narrower changes, in cells, are writing and edges.
  private static let compact = 3

  init(_ grid: ChangeGrid) {
    let frame = CoveredFrame(width: grid.columns, height: grid.rows) { grid.cells[$0].isShown }
    guard let frame else {
      (middleShare, middleSeen, island, region) = (0, 1, 0, nil)
      return
    }
    let changed = Self.compact(grid)
    var (seen, other, telling, told) = (0, 0, 0, 0)
    for (i, cell) in grid.cells.enumerated() where cell.isShown {
      guard frame.isWithin(Self.middle, i % grid.columns, i / grid.columns) else { continue }
      if cell.isSeen { seen += 1 }
      if changed[i] { other += 1 }
      if cell.isTelling {
        telling += 1
        if cell.isSeen { told += 1 }
      }
    }
    middleShare = Double(other) / Double(max(seen, 1))
    middleSeen = telling == 0 ? 1 : Double(told) / Double(telling)
    let pieces = GridPiece.all(changed, columns: grid.columns)
      .filter { frame.isWithin(Self.inner, $0.middleColumn, $0.middleRow) }
    island = pieces.filter { !frame.isTouched(by: $0) }.map(\.members.count).max() ?? 0
    region = pieces.max { $0.members.count < $1.members.count }
      .map { grid.region(columns: $0.columns, rows: $0.rows) }
  }

  /// The changed cells that lie in a square of changed cells.
  private static func compact(_ grid: ChangeGrid) -> [Bool] {
    var kept = [Bool](repeating: false, count: grid.cells.count)
    guard grid.rows >= compact, grid.columns >= compact else { return kept }
    for row in 0...grid.rows - compact {
      for column in 0...grid.columns - compact {
        let square = (0..<compact * compact).map {
          (row + $0 / compact) * grid.columns + column + $0 % compact
        }
        guard square.allSatisfy({ grid.cells[$0].isChanged }) else { continue }
        for i in square { kept[i] = true }
      }
    }
    return kept
  }
}
