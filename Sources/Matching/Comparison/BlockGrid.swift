import Pixels

/// The registered picture in square blocks, and what became of each in the suspect.
struct BlockGrid {
  /// What became of a block.
  enum Class: UInt8 {
    /// The suspect does not show it.
    case absent
    /// Flat in the registered picture: it tells nothing.
    case plain
    /// Textured, and the texture agrees.
    case same
    /// Textured, and agrees too little to count as the same and too well to contradict.
    case undecided
    /// Textured in both, and the textures differ.
    case contradicting
    /// Textured in the registered picture, flat in the suspect.
    case covered
  }

  /// Pixels a side of a block, on the registered working picture.
  static let side = 24
  static let textured: Float = 3
  static let clearlyTextured: Float = 5
  static let agreement: Float = 0.7
  static let disagreement: Float = 0.5

  /// Blocks across and down.
  let columns, rows: Int
  /// `columns * rows` classes, rows from top to bottom.
  let classes: [Class]

  init(_ view: RegisteredView) {
    let search = BlockComparison.search
    let (width, height) = (view.registered.width, view.registered.height)
    columns = max(0, (width - 2 * search) / Self.side)
    rows = max(0, (height - 2 * search) / Self.side)
    var classes: [Class] = []
    for row in 0..<rows {
      for column in 0..<columns {
        let (x, y) = (search + column * Self.side, search + row * Self.side)
        classes.append(
          BlockComparison.isCovered(view, x: x, y: y, side: Self.side)
            ? Self.classify(BlockComparison(view, x: x, y: y, side: Self.side)) : .absent)
      }
    }
    self.classes = classes
  }

  /// How many blocks are of a class.
  func count(_ wanted: Class) -> Int { classes.count { $0 == wanted } }

  private static func classify(_ block: BlockComparison) -> Class {
    guard block.registeredDeviation >= textured else { return .plain }
    if block.correlation > agreement { return .same }
    if block.suspectDeviation < clearlyTextured { return .covered }
    return block.correlation < disagreement && block.registeredDeviation >= clearlyTextured
      ? .contradicting : .undecided
  }
}
