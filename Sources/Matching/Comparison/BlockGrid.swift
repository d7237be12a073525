import Pixels

/// The registered picture in square blocks, and what became of each in the suspect.
struct BlockGrid {
  /// What became of a block.
  enum Class: UInt8 {
    /// The suspect does not show it.
    case absent
    /// Flat in both: it tells nothing.
    case plain
    /// Textured, and the texture agrees.
    case same
    /// Textured, and agrees too little to count as the same and too well to contradict.
    case undecided
    /// Textured in both, and the textures differ.
    case contradicting
    /// Textured in the registered picture, flat in the suspect.
    case covered
    /// Flat in the registered picture, and textured or of another brightness in the suspect.
    case added
  }

  /// Pixels a side of a block, on the registered working picture.
  static let side = 24
  static let textured: Float = 3
  static let clearlyTextured: Float = 5
  static let agreement: Float = 0.7
  static let disagreement: Float = 0.5
  /// Texture that JPEG, noise and sharpening do not put on flat ground.
  private static let addedTexture: Float = 8
  /// Grey levels by which a flat block may leave the tone of agreeing blocks as bright as it.
  private static let addedBrightness: Float = 30
  private static let toneReach: Float = 16
  private static let toneBlocks = 5

  /// Blocks across and down.
  let columns, rows: Int
  /// `columns * rows` classes, rows from top to bottom.
  let classes: [Class]

  init(_ view: RegisteredView) {
    let search = BlockComparison.search
    let (width, height) = (view.registered.width, view.registered.height)
    columns = max(0, (width - 2 * search) / Self.side)
    rows = max(0, (height - 2 * search) / Self.side)
    var blocks: [BlockComparison?] = []
    for row in 0..<rows {
      for column in 0..<columns {
        let (x, y) = (search + column * Self.side, search + row * Self.side)
        blocks.append(
          BlockComparison.isCovered(view, x: x, y: y, side: Self.side)
            ? BlockComparison(view, x: x, y: y, side: Self.side) : nil)
      }
    }
    let classes = blocks.map(Self.classify)
    let agreeing = zip(blocks, classes).compactMap { $1 == .same ? $0 : nil }
    self.classes = zip(blocks, classes).map { block, found in
      guard let block, found == .plain else { return found }
      return Self.isOfAnotherBrightness(block, than: agreeing) ? .added : .plain
    }
  }

  /// How many blocks are of a class.
  func count(_ wanted: Class) -> Int { classes.count { $0 == wanted } }

  /// Where the block of `index` lies, in pixels of the registered working picture.
  func region(columns: ClosedRange<Int>, rows: ClosedRange<Int>) -> Region {
    Region(
      x: BlockComparison.search + columns.lowerBound * Self.side,
      y: BlockComparison.search + rows.lowerBound * Self.side, width: columns.count * Self.side,
      height: rows.count * Self.side)
  }

  private static func classify(_ block: BlockComparison?) -> Class {
    guard let block else { return .absent }
    guard block.registeredDeviation >= textured else {
      return block.suspectDeviation >= addedTexture && block.correlation < disagreement
        ? .added : .plain
    }
    if block.correlation > agreement { return .same }
    if block.suspectDeviation < clearlyTextured { return .covered }
    return block.correlation < disagreement && block.registeredDeviation >= clearlyTextured
      ? .contradicting : .undecided
  }

  /// Tones may have been changed everywhere: what counts is what became of agreeing blocks of the same
  /// brightness.
  private static func isOfAnotherBrightness(
    _ block: BlockComparison, than agreeing: [BlockComparison]
  ) -> Bool {
    let alike = agreeing.filter { abs($0.registeredMean - block.registeredMean) <= toneReach }
      .map { $0.suspectMean - $0.registeredMean }.sorted()
    guard alike.count >= toneBlocks else { return false }
    let shift = block.suspectMean - block.registeredMean - alike[alike.count / 2]
    return abs(shift) > addedBrightness
  }
}
