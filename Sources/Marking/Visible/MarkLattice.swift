import Glibc
package import Pixels

/// Where copies of a mark lie on a picture: cells of a turned grid with staggered rows, of which one,
/// one row, or all are used.
package struct MarkLattice {
  /// From pixels of the picture to the grid, whose cells begin with the mark's upper left corner.
  package let toGrid: AffineMap
  /// Width and height of a cell.
  package let cell: (width: Double, height: Double)
  /// The mark's size in pixels.
  package let artwork: Size
  /// Rows and columns in use; nil for all.
  package let rows: ClosedRange<Int>?
  package let columns: ClosedRange<Int>?
  /// How far rows are moved along, in turn.
  package let shifts: [Double]

  /// The pixel of the mark that lies at (x, y) of the grid, or nil between marks.
  @inline(__always)
  func place(_ x: Double, _ y: Double) -> (x: Double, y: Double)? {
    let row = (y / cell.height).rounded(.down)
    if let rows, row < Double(rows.lowerBound) || row > Double(rows.upperBound) { return nil }
    let index = Int(row) % shifts.count
    let along = x + shifts[index < 0 ? index + shifts.count : index]
    let column = (along / cell.width).rounded(.down)
    if let columns, column < Double(columns.lowerBound) || column > Double(columns.upperBound) {
      return nil
    }
    let (inX, inY) = (along - column * cell.width, y - row * cell.height)
    guard inX < Double(artwork.width), inY < Double(artwork.height) else { return nil }
    return (inX, inY)
  }

  /// The upright boxes of the marks that lie wholly on a picture of `size`; the largest visible part
  /// of one when none does.
  func boxes(on size: Size) -> [Region] {
    guard let back = toGrid.inverse else { return [] }
    let corners = [(0, 0), (size.width, 0), (0, size.height), (size.width, size.height)].map {
      toGrid(Double($0.0), Double($0.1))
    }
    func span(_ values: [Double], _ step: Double) -> ClosedRange<Int> {
      Int((values.min()! / step).rounded(.down)) - 1...Int((values.max()! / step).rounded(.up)) + 1
    }
    var whole: [Region] = []
    var largest: Region?
    for row in rows ?? span(corners.map(\.y), cell.height) {
      let index = row % shifts.count
      let shift = shifts[index < 0 ? index + shifts.count : index]
      for column in columns ?? span(corners.map { $0.x + shift }, cell.width) {
        let left = Double(column) * cell.width - shift
        let top = Double(row) * cell.height
        let points = [
          (0, 0), (artwork.width, 0), (0, artwork.height), (artwork.width, artwork.height),
        ]
        .map { back(left + Double($0.0), top + Double($0.1)) }
        let (minX, maxX) = (points.map(\.x).min()!, points.map(\.x).max()!)
        let (minY, maxY) = (points.map(\.y).min()!, points.map(\.y).max()!)
        let x = max(0, Int(minX.rounded(.down)))
        let y = max(0, Int(minY.rounded(.down)))
        let region = Region(
          x: x, y: y, width: min(size.width, Int(maxX.rounded(.up))) - x,
          height: min(size.height, Int(maxY.rounded(.up))) - y)
        guard region.width > 0, region.height > 0 else { continue }
        let isWhole =
          minX > -1 && minY > -1 && maxX < Double(size.width) + 1 && maxY < Double(size.height) + 1
        if isWhole { whole.append(region) }
        if region.width * region.height > largest.map({ $0.width * $0.height }) ?? 0 {
          largest = region
        }
      }
    }
    return whole.isEmpty ? largest.map { [$0] } ?? [] : whole
  }
}
