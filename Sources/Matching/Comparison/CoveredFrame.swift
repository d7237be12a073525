/// The rectangle of a grid's cells or of a plane's pixels in which a suspect shows the registered picture.
struct CoveredFrame {
  let columns, rows: ClosedRange<Int>

  /// The smallest rectangle round all that `isCovered`, row by row with `width` a row; nil when nothing is.
  init?(width: Int, height: Int, isCovered: (Int) -> Bool) {
    var (left, right, top, bottom) = (width, -1, height, -1)
    for y in 0..<height {
      for x in 0..<width where isCovered(y &* width &+ x) {
        (left, right) = (min(left, x), max(right, x))
        (top, bottom) = (min(top, y), y)
      }
    }
    guard left <= right else { return nil }
    (columns, rows) = (left...right, top...bottom)
  }

  /// Whether a place lies in the middle that is `part` of each side.
  func isWithin(_ part: Double, _ column: Int, _ row: Int) -> Bool {
    func isInside(_ place: Int, _ range: ClosedRange<Int>) -> Bool {
      abs(Double(2 * place - range.lowerBound - range.upperBound)) <= part * Double(range.count)
    }
    return isInside(column, columns) && isInside(row, rows)
  }

  /// Whether a piece reaches the rectangle's edge.
  func isTouched(by piece: GridPiece) -> Bool {
    piece.columns.lowerBound <= columns.lowerBound || piece.rows.lowerBound <= rows.lowerBound
      || piece.columns.upperBound >= columns.upperBound
      || piece.rows.upperBound >= rows.upperBound
  }
}
