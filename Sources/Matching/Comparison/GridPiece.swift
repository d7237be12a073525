/// Cells of a grid, or pixels of a plane, that hang together at their sides or corners.
struct GridPiece {
  let columns, rows: ClosedRange<Int>
  /// The members, as indices row by row.
  let members: [Int]

  var middleColumn: Int { (columns.lowerBound + columns.upperBound) / 2 }
  var middleRow: Int { (rows.lowerBound + rows.upperBound) / 2 }

  /// All pieces of the places that are `marked`, with `columns` a row.
  static func all(_ marked: [Bool], columns: Int) -> [GridPiece] {
    var left = marked
    var pieces: [GridPiece] = []
    for start in left.indices where left[start] {
      var (open, members) = ([start], [Int]())
      var (west, east, top, bottom) = (columns, 0, left.count, 0)
      left[start] = false
      while let i = open.popLast() {
        members.append(i)
        let (column, row) = (i % columns, i / columns)
        (west, east) = (min(west, column), max(east, column))
        (top, bottom) = (min(top, row), max(bottom, row))
        for y in max(0, row - 1)...row + 1 where y * columns < left.count {
          for x in max(0, column - 1)...min(columns - 1, column + 1) where left[y * columns + x] {
            left[y * columns + x] = false
            open.append(y * columns + x)
          }
        }
      }
      pieces.append(GridPiece(columns: west...east, rows: top...bottom, members: members))
    }
    return pieces
  }
}
