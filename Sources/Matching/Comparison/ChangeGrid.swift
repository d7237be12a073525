import Pixels

/// Where a suspect differs from the registered picture, in overlapping cells small enough for a product of a
/// twentieth of the picture.
struct ChangeGrid {
  /// What a cell tells.
  struct Cell {
    /// Whether the suspect shows the place at all, be it under a new background or a band.
    let isShown: Bool
    /// Whether it shows something of its own there.
    let isSeen: Bool
    /// Whether the registered picture has something there that would be missed: texture, or no light ground.
    let isTelling: Bool
    /// Whether the suspect has other content there.
    let isChanged: Bool
  }

  /// Pixels a side of a cell, and from one to the next.
  private static let side = 16
  private static let step = 8
  /// Blurring takes the finest detail; what then agrees with the blurred registered picture is the same.
  private static let blur = GaussianFilter(sigma: 1.6)
  /// Texture that JPEG, noise and sharpening do not put on flat ground.
  private static let addedTexture: Float = 8
  /// Grey levels by which a flat cell may leave the tone of agreeing cells as bright as it.
  private static let addedBrightness: Float = 30
  private static let lightGround: Float = 200
  /// A cell with so large a part of its slopes left was written over and not replaced.
  private static let showingThrough = 0.45

  /// Cells across and down.
  let columns, rows: Int
  /// `columns * rows` cells, rows from top to bottom.
  let cells: [Cell]

  /// Compares a view and the same without what was laid over.
  init(_ view: RegisteredView, withoutLaidOver seen: RegisteredView) {
    let search = BlockComparison.search
    let (width, height) = (view.registered.width, view.registered.height)
    func count(_ length: Int) -> Int {
      max(0, (length - 2 * search - Self.side + Self.step) / Self.step)
    }
    let (columns, rows) = (count(width), count(height))
    func place(_ i: Int) -> (x: Int, y: Int) {
      (search + i % columns * Self.step, search + i / columns * Self.step)
    }
    func isCovered(_ view: RegisteredView, _ i: Int) -> Bool {
      let (x, y) = place(i)
      return BlockComparison.isCovered(view, x: x, y: y, side: Self.side)
    }
    func isTextured(_ block: BlockComparison) -> Bool {
      block.registeredDeviation >= BlockGrid.textured
    }
    let isSeen = (0..<columns * rows).map { isCovered(seen, $0) }
    let blocks = isSeen.indices.map { i -> BlockComparison? in
      guard isSeen[i] || isCovered(view, i) else { return nil }
      let (x, y) = place(i)
      return BlockComparison(
        seen, x: x, y: y, side: Self.side, enough: isSeen[i] ? BlockGrid.agreement : -.infinity)
    }
    let tone = ToneChange(
      zip(blocks, isSeen).compactMap { block, isSeen in
        guard let block, isSeen, isTextured(block), block.correlation > BlockGrid.agreement else {
          return nil
        }
        return block
      })
    lazy var blurred = seen.withRegistered(Self.blur(seen.registered))
    lazy var through = ShowThrough(seen)
    cells = blocks.indices.map { i in
      guard let block = blocks[i] else {
        return Cell(isShown: false, isSeen: false, isTelling: false, isChanged: false)
      }
      var isChanged = false
      if isSeen[i], isTextured(block) {
        let (x, y) = place(i)
        isChanged =
          block.correlation <= BlockGrid.agreement
          && BlockComparison(blurred, x: x, y: y, side: Self.side, enough: BlockGrid.agreement)
            .correlation <= BlockGrid.agreement
          && through.share(x: x, y: y, side: Self.side) < Self.showingThrough
      } else if isSeen[i] {
        isChanged =
          block.suspectDeviation >= Self.addedTexture
          && block.correlation < BlockGrid.disagreement
          || tone.difference(of: block) > Self.addedBrightness
      }
      return Cell(
        isShown: true, isSeen: isSeen[i],
        isTelling: isTextured(block) || block.registeredMean < Self.lightGround,
        isChanged: isChanged)
    }
    (self.columns, self.rows) = (columns, rows)
  }

  /// The pixels of the registered working picture that cells span.
  func region(columns: ClosedRange<Int>, rows: ClosedRange<Int>) -> Region {
    func length(_ cells: ClosedRange<Int>) -> Int { (cells.count - 1) * Self.step + Self.side }
    return Region(
      x: BlockComparison.search + columns.lowerBound * Self.step,
      y: BlockComparison.search + rows.lowerBound * Self.step, width: length(columns),
      height: length(rows))
  }
}
