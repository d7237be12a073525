import Glibc
public import Pixels

/// What a suspect changed, block by block, as seen on the registered picture.
public struct ChangeMap: Sendable, Equatable {
  /// What became of a block.
  public enum Class: UInt8, CaseIterable, Sendable {
    /// The suspect does not show it.
    case absent
    /// The same structure and colour.
    case same
    /// The same structure in another colour.
    case recoloured
    /// Another structure: changed or covered.
    case changed
    /// Too flat in the registered picture to tell.
    case flat
  }

  /// Pixels a side of a block, on the registered picture.
  public static let blockSide = 16
  /// Blocks across and down.
  public let columns, rows: Int
  /// `columns * rows` classes, rows from top to bottom.
  public let classes: [Class]
  /// The part of the registered picture that the suspect shows, 0 to 1.
  public let registeredShare: Double

  private static let textured: Float = 2.5
  private static let suspectTextured: Float = 6
  private static let agreement: Float = 0.65
  /// Mean differences of colour (CIE 1976) that count, and that flat blocks may have.
  private static let colourDifference = 18.0
  private static let flatDifference = 40.0

  /// The part of the blocks the suspect shows that are of a class, 0 to 1.
  public func share(_ wanted: Class) -> Double {
    let shown = classes.count { $0 != .absent }
    return shown == 0 ? 0 : Double(classes.count { $0 == wanted }) / Double(shown)
  }

  /// Compares a suspect with a registered picture under `map`, from pixels of the one to pixels of
  /// the other; nil when the map flattens. Structure counts in the best of luma, red, green and blue:
  /// a new colour can turn the contrast of the luma round.
  public init?(suspect: Raster, registered: Raster, map: Homography) {
    let size = registered.size
    let (columns, rows) = (size.width / Self.blockSide, size.height / Self.blockSide)
    var views: [RegisteredView] = []
    for channel in 0..<3 {
      guard
        let view = RegisteredView(
          suspect: suspect.channel(channel), registered: registered.channel(channel), map: map)
      else { return nil }
      views.append(view)
    }
    guard
      let luma = RegisteredView(suspect: suspect.luma, registered: registered.luma, map: map)
    else { return nil }
    var classes = [Class](repeating: .absent, count: columns * rows)
    var differences = [Double](repeating: 0, count: columns * rows)
    for row in 0..<rows {
      for column in 0..<columns {
        let i = row * columns + column
        let (x, y) = Self.place(column, row, size)
        guard let x, let y, BlockComparison.isCovered(luma, x: x, y: y, side: Self.blockSide) else {
          continue
        }
        let difference = Self.difference(views, x, y)
        differences[i] = difference
        classes[i] = Self.classify(luma, views, x, y, difference)
      }
    }
    self.init(
      columns: columns, rows: rows, classes: classes, differences: differences,
      registeredShare: luma.registeredShare)
  }

  /// A block's upper left corner, moved inwards at the edge so that it can be searched around.
  private static func place(_ column: Int, _ row: Int, _ size: Size) -> (Int?, Int?) {
    func inside(_ index: Int, _ length: Int) -> Int? {
      let last = length - blockSide - BlockComparison.search
      return last < BlockComparison.search
        ? nil : min(max(index * blockSide, BlockComparison.search), last)
    }
    return (inside(column, size.width), inside(row, size.height))
  }

  private static func classify(
    _ luma: RegisteredView, _ channels: [RegisteredView], _ x: Int, _ y: Int,
    _ difference: Double
  ) -> Class {
    let block = BlockComparison(luma, x: x, y: y, side: blockSide)
    if block.registeredDeviation < textured {
      return block.suspectDeviation < suspectTextured && difference < flatDifference
        ? .flat : .changed
    }
    if block.correlation > agreement { return .same }
    let best = channels.map { BlockComparison($0, x: x, y: y, side: blockSide) }
      .filter { $0.registeredDeviation >= textured }.map(\.correlation).max()
    return best ?? -1 > agreement ? .same : .changed
  }

  private init(
    columns: Int, rows: Int, classes: [Class], differences: [Double], registeredShare: Double
  ) {
    self.columns = columns
    self.rows = rows
    self.registeredShare = registeredShare
    let same = classes.indices.filter { classes[$0] == .same }.map { differences[$0] }.sorted()
    let overall = same.isEmpty ? 0 : same[same.count / 2]
    var coloured = classes
    for i in classes.indices where classes[i] == .same {
      if overall > Self.colourDifference
        || differences[i] > max(Self.colourDifference, overall + Self.colourDifference)
      {
        coloured[i] = .recoloured
      }
    }
    self.classes = Self.withoutSpecks(coloured, columns, rows)
  }

  /// A single block of another class than all around it takes the commonest class around it.
  private static func withoutSpecks(
    _ classes: [Class], _ columns: Int, _ rows: Int
  ) -> [Class] {
    var result = classes
    guard columns > 2, rows > 2 else { return result }
    for row in 1..<rows - 1 {
      for column in 1..<columns - 1 {
        let own = classes[row * columns + column]
        guard own == .same || own == .changed else { continue }
        var counts = [Int](repeating: 0, count: Class.allCases.count)
        for y in row - 1...row + 1 {
          for x in column - 1...column + 1 { counts[Int(classes[y * columns + x].rawValue)] += 1 }
        }
        guard counts[Int(own.rawValue)] == 1 else { continue }
        counts[Int(Class.absent.rawValue)] = 0
        if let most = counts.indices.max(by: { counts[$0] < counts[$1] }),
          let common = Class(rawValue: UInt8(most))
        {
          result[row * columns + column] = common
        }
      }
    }
    return result
  }

  /// The difference of the blocks' mean colours in CIELAB.
  private static func difference(_ views: [RegisteredView], _ x: Int, _ y: Int) -> Double {
    func mean(_ plane: Plane) -> Double {
      var sum: Float = 0
      for row in y..<y + blockSide {
        for column in x..<x + blockSide { sum += plane.samples[row * plane.width + column] }
      }
      return Double(sum) / Double(blockSide * blockSide)
    }
    let first = LabColour(
      red: mean(views[0].suspect), green: mean(views[1].suspect), blue: mean(views[2].suspect))
    let second = LabColour(
      red: mean(views[0].registered), green: mean(views[1].registered),
      blue: mean(views[2].registered))
    return first.distance(to: second)
  }
}

extension Raster {
  /// One of the channels R, G, B as a plane.
  fileprivate func channel(_ index: Int) -> Plane {
    Plane(size: size) { output in
      samples.withUnsafeBufferPointer { samples in
        for i in 0..<output.count { output[i] = Float(samples[3 &* i &+ index]) }
      }
    }
  }
}
