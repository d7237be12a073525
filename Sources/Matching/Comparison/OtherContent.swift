import Pixels

/// Where a suspect shows something else than the registered picture, in one piece large enough to be
/// another product: a photograph of another thing on the same set agrees everywhere but there.
///
/// Bands across the whole width are banners, and count as such: they are left out, as long as enough of the
/// middle is seen beside them. What surrounds an agreeing middle is a new background.
struct OtherContent {
  /// The part of the middle, beside bands, where something else lies, 0 to 1.
  let middleShare: Double
  /// The part of the middle that is under no band, 0 to 1.
  let middleSeen: Double
  /// Blocks of the largest piece that lies in the inner picture and touches no edge of what is shown.
  let island: Int
  /// What the largest piece in the middle spans, in pixels of the registered working picture.
  let region: Region?

  /// The middle and the inner picture are these parts of each side of what is shown.
  private static let middle = 0.6
  private static let inner = 0.7
  /// A row with so large a part of its telling blocks changed is of a band.
  private static let bandShare = 0.9
  /// A block counts when it is one of at least so many in a square of three a side: writing and edges
  /// are narrower.
  private static let compact = 8

  init(_ grid: BlockGrid) {
    guard let frame = Frame(grid) else {
      (middleShare, middleSeen, island, region) = (0, 0, 0, nil)
      return
    }
    let isBand = (0..<grid.rows).map { Self.isBand(grid, row: $0, frame) }
    let changed = Self.compact(grid, without: isBand)
    var (seen, hidden, other) = (0, 0, 0)
    for i in grid.classes.indices where grid.classes[i] != .absent {
      guard frame.isWithin(Self.middle, i % grid.columns, i / grid.columns) else { continue }
      if isBand[i / grid.columns] {
        hidden += 1
      } else {
        seen += 1
        if changed[i] { other += 1 }
      }
    }
    middleShare = seen == 0 ? 0 : Double(other) / Double(seen)
    middleSeen = seen + hidden == 0 ? 0 : Double(seen) / Double(seen + hidden)
    let pieces = Piece.all(changed, columns: grid.columns)
    island =
      pieces.filter {
        !frame.isTouched(by: $0) && frame.isWithin(Self.inner, $0.middleColumn, $0.middleRow)
      }
      .map(\.blocks).max() ?? 0
    region = pieces.filter { frame.isWithin(Self.inner, $0.middleColumn, $0.middleRow) }
      .max { $0.blocks < $1.blocks }
      .map { grid.region(columns: $0.columns, rows: $0.rows) }
  }

  private static func isChanged(_ found: BlockGrid.Class) -> Bool {
    switch found {
    case .undecided, .contradicting, .covered, .added: true
    case .absent, .plain, .same: false
    }
  }

  private static func isBand(_ grid: BlockGrid, row: Int, _ frame: Frame) -> Bool {
    let telling = grid.classes[row * grid.columns..<(row + 1) * grid.columns]
      .filter { $0 != .absent && $0 != .plain }
    return telling.count * 2 >= frame.columns.count
      && Double(telling.count(where: isChanged)) >= bandShare * Double(telling.count)
  }

  private static func compact(_ grid: BlockGrid, without isBand: [Bool]) -> [Bool] {
    let changed = grid.classes.indices.map {
      isChanged(grid.classes[$0]) && !isBand[$0 / grid.columns]
    }
    var kept = [Bool](repeating: false, count: changed.count)
    guard grid.rows > 2, grid.columns > 2 else { return kept }
    for row in 0..<grid.rows - 2 {
      for column in 0..<grid.columns - 2 {
        let square = (0..<9).map { (row + $0 / 3) * grid.columns + column + $0 % 3 }
        guard square.count(where: { changed[$0] }) >= compact else { continue }
        for i in square where changed[i] { kept[i] = true }
      }
    }
    return kept
  }

  /// The blocks that the suspect shows, as a rectangle.
  private struct Frame {
    let columns, rows: ClosedRange<Int>

    init?(_ grid: BlockGrid) {
      let shown = grid.classes.indices.filter { grid.classes[$0] != .absent }
      let across = shown.map { $0 % grid.columns }
      guard let left = across.min(), let right = across.max(), let first = shown.first,
        let last = shown.last
      else { return nil }
      columns = left...right
      rows = first / grid.columns...last / grid.columns
    }

    func isWithin(_ part: Double, _ column: Int, _ row: Int) -> Bool {
      func isInside(_ place: Int, _ range: ClosedRange<Int>) -> Bool {
        abs(Double(2 * place - range.lowerBound - range.upperBound)) <= part * Double(range.count)
      }
      return isInside(column, columns) && isInside(row, rows)
    }

    func isTouched(by piece: Piece) -> Bool {
      piece.columns.lowerBound <= columns.lowerBound || piece.rows.lowerBound <= rows.lowerBound
        || piece.columns.upperBound >= columns.upperBound
        || piece.rows.upperBound >= rows.upperBound
    }
  }

  /// Blocks that hang together, at their sides or corners.
  private struct Piece {
    let columns, rows: ClosedRange<Int>
    let blocks: Int

    var middleColumn: Int { (columns.lowerBound + columns.upperBound) / 2 }
    var middleRow: Int { (rows.lowerBound + rows.upperBound) / 2 }

    static func all(_ changed: [Bool], columns: Int) -> [Piece] {
      var left = changed
      var pieces: [Piece] = []
      for start in left.indices where left[start] {
        var (open, members) = ([start], [Int]())
        left[start] = false
        while let i = open.popLast() {
          members.append(i)
          for row in i / columns - 1...i / columns + 1 {
            for column in i % columns - 1...i % columns + 1
            where column >= 0 && column < columns && row >= 0 && row * columns < left.count {
              let next = row * columns + column
              if left[next] {
                left[next] = false
                open.append(next)
              }
            }
          }
        }
        let (across, down) = (members.map { $0 % columns }, members.map { $0 / columns })
        if let west = across.min(), let east = across.max(), let top = down.min(),
          let bottom = down.max()
        {
          pieces.append(Piece(columns: west...east, rows: top...bottom, blocks: members.count))
        }
      }
      return pieces
    }
  }
}
