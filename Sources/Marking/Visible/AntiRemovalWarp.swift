import Pixels

/// A smooth, small displacement of every point of a mark, another one for every picture.
///
/// A mark that lies on many pictures in the very same shape can be estimated from them and
/// subtracted; bending it by less than anyone notices spoils the estimate where it matters, along
/// the outlines. (T. Dekel, M. Rubinstein, C. Liu, W. T. Freeman, *On the Effectiveness of Visible
/// Watermarks*, CVPR 2017, §6.)
struct AntiRemovalWarp {
  /// Of the em: about the width of a stroke.
  private static let reach = 0.07
  /// From one independent displacement to the next, in ems.
  private static let cell = 1.5
  private static let mostCells = 192

  private let across: ResampledRows?
  private let down: ResampledRows?
  private let width: Int

  /// The warp of a picture of `size` for a mark with `emSize` pixels to the em.
  init(_ variation: MarkVariation, size: Size, emSize: Double) {
    width = size.width
    guard variation.isWarped else {
      (across, down) = (nil, nil)
      return
    }
    func cells(_ side: Int) -> Int {
      min(Self.mostCells, 3 + Int(Double(side) / (Self.cell * emSize)))
    }
    let grid = Size(width: cells(size.width), height: cells(size.height))
    let amplitude = Float(max(0.7, Self.reach * emSize))
    let resampler = Resampler(from: grid, to: size)
    func field(_ axis: String) -> ResampledRows {
      var stream = variation.stream("warp \(axis)")
      return resampler.rows(
        of: Plane(
          size: grid,
          samples: (0..<grid.pixelCount).map { _ in amplitude * Float(stream.symmetric()) }))
    }
    (across, down) = (field("x"), field("y"))
  }

  /// The displacements of row `y`, to be added to the positions of its pixels.
  func read(_ y: Int, into row: UnsafeMutablePointer<Float>, _ column: UnsafeMutablePointer<Float>)
  {
    guard let across, let down else {
      row.update(repeating: 0, count: width)
      column.update(repeating: 0, count: width)
      return
    }
    across.read(y, into: row)
    down.read(y, into: column)
  }
}
