import Glibc
import Pixels
import Typesetting

/// A mark laid out on one picture: drawn at its size and placed.
struct MarkComposition {
  let artwork: MarkArtwork
  let lattice: MarkLattice

  /// The smallest em that anything can be read in, in pixels.
  static let smallestEm = 10.0
  /// The largest share of the longer side that one mark of a row takes.
  private static let longestInRow = 0.8
  /// Of the shorter side, between a corner mark and the border.
  private static let margin = 0.025

  /// Lays `mark` out on a picture of `size` whose detail is `contrast`.
  init(
    _ mark: VisibleMark, on size: Size, contrast: LocalContrast, variation: MarkVariation
  ) throws(TypesettingError) {
    var stream = variation.stream("layout")
    /// A number in -1…1, 0 without variation.
    func vary() -> Double { variation.isOn ? stream.symmetric() : 0 }
    let shortest = Double(min(size.width, size.height))
    let wanted = max(Self.smallestEm, mark.size * shortest * (1 + 0.06 * vary()))
    artwork = try Self.draw(mark, wanted, on: size)
    switch mark.layout {
    case .corner(let corner):
      lattice = Self.corner(
        corner, artwork.size, on: size, angle: mark.angle + 1.2 * vary(),
        inset: Self.margin * shortest * (1.3 + 0.5 * vary()), contrast: contrast)
    case .tiled:
      let (gap, angle) = (mark.spacing * (1 + 0.1 * vary()), mark.angle + 4 * vary())
      let stagger = 0.5 + 0.12 * vary()
      let moves = (0..<16).map { row in
        (Double(row) * stagger + 0.08 * vary()).truncatingRemainder(dividingBy: 1)
      }
      lattice = Self.row(
        artwork.size, gap: gap, angle: angle, through: (0.5, 0.5), on: size, rows: nil,
        shifts: moves, offset: (vary(), vary()))
    case .band:
      let height = Self.bandHeight(artwork.size, on: size, contrast) + 0.04 * vary()
      lattice = Self.row(
        artwork.size, gap: mark.spacing * (1 + 0.1 * vary()), angle: mark.angle + 2 * vary(),
        through: (0.5, height), on: size, rows: 0...0, shifts: [0], offset: (vary(), nil))
    }
  }

  /// Draws the mark, smaller where it would not fit.
  private static func draw(
    _ mark: VisibleMark, _ emSize: Double, on size: Size
  ) throws(TypesettingError) -> MarkArtwork {
    let artwork = try MarkArtwork(mark.subject, emSize: emSize)
    let (width, height) = (Double(artwork.size.width), Double(artwork.size.height))
    let fit: Double
    switch mark.layout {
    case .corner:
      fit = min(
        mark.bounds.width * Double(size.width) / width,
        mark.bounds.height * Double(size.height) / height)
    case .tiled, .band:
      fit = longestInRow * Double(max(size.width, size.height)) / max(width, height)
    }
    if fit >= 1 { return artwork }
    // One pixel of border does not shrink with the rest.
    return try MarkArtwork(mark.subject, emSize: max(1, emSize * fit * 0.98 - 1))
  }

  private static func corner(
    _ corner: VisibleMark.Corner, _ artwork: Size, on size: Size, angle: Double, inset: Double,
    contrast: LocalContrast
  ) -> MarkLattice {
    let radians = angle * .pi / 180
    let (width, height) = (Double(artwork.width), Double(artwork.height))
    let boxWidth = abs(width * cos(radians)) + abs(height * sin(radians))
    let boxHeight = abs(width * sin(radians)) + abs(height * cos(radians))
    func centre(_ corner: VisibleMark.Corner) -> (x: Double, y: Double) {
      let (right, bottom) = (
        Double(size.width) - inset - boxWidth / 2, Double(size.height) - inset - boxHeight / 2
      )
      let (left, top) = (inset + boxWidth / 2, inset + boxHeight / 2)
      return switch corner {
      case .topLeft: (left, top)
      case .topRight: (right, top)
      case .bottomLeft: (left, bottom)
      case .bottomRight, .automatic: (right, bottom)
      }
    }
    func detail(_ corner: VisibleMark.Corner) -> Float {
      let middle = centre(corner)
      return contrast.mean(
        Region(
          x: Int(middle.x - boxWidth / 2), y: Int(middle.y - boxHeight / 2),
          width: Int(boxWidth), height: Int(boxHeight)))
    }
    var chosen = corner
    if corner == .automatic {
      let corners: [VisibleMark.Corner] = [.bottomRight, .bottomLeft, .topRight, .topLeft]
      chosen = corners.map { ($0, detail($0)) }.min { $0.1 < $1.1 }?.0 ?? .bottomRight
    }
    let middle = centre(chosen)
    return MarkLattice(
      toGrid: AffineMap.translation(-middle.x, -middle.y).then(.rotation(-radians))
        .then(.translation(width / 2, height / 2)),
      cell: (width, height), artwork: artwork, rows: 0...0, columns: 0...0, shifts: [0])
  }

  /// Rows of marks; `offset` moves the grid by so many half cells, nil centres it.
  private static func row(
    _ artwork: Size, gap: Double, angle: Double, through point: (x: Double, y: Double),
    on size: Size, rows: ClosedRange<Int>?, shifts: [Double], offset: (x: Double, y: Double?)
  ) -> MarkLattice {
    let (width, height) = (Double(artwork.width), Double(artwork.height))
    let space = gap * min(width, height)
    let cell = (width: width + space, height: height + space)
    let anchor = AffineMap.translation(
      -point.x * Double(size.width), -point.y * Double(size.height))
    return MarkLattice(
      toGrid: anchor.then(.rotation(-angle * .pi / 180)).then(
        .translation(
          offset.x * cell.width / 2, offset.y.map { $0 * cell.height / 2 } ?? height / 2)),
      cell: cell, artwork: artwork, rows: rows, columns: nil,
      shifts: shifts.map { $0 * cell.width })
  }

  /// The height, as a share, of the row with the most detail in the middle third: a band across the
  /// product is harder to paint over than one across the ground.
  private static func bandHeight(
    _ artwork: Size, on size: Size, _ contrast: LocalContrast
  ) -> Double {
    let steps = (0...8).map { 0.34 + 0.04 * Double($0) }
    func detail(_ height: Double) -> Float {
      let top = height * Double(size.height) - Double(artwork.height) / 2
      return contrast.mean(
        Region(x: 0, y: Int(top), width: size.width, height: artwork.height))
    }
    return steps.map { ($0, detail($0)) }.max { $0.1 < $1.1 }?.0 ?? 0.5
  }
}
