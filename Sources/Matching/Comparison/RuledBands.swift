import Pixels

/// Banners: bands of one colour over the whole width or height of what is shown, with writing on them or
/// without. No photograph ends on a straight line from one edge to the other with one colour beyond it.
struct RuledBands {
  /// Ranges of rows under a band, in pixels of the plane.
  let rows: [ClosedRange<Int>]

  /// Grey levels that the ground of a band may vary by in a row, and in rows with writing.
  private static let groundLevels: Float = 6
  private static let writtenLevels: Float = 8
  /// The parts of a row that are ground, without and with writing.
  private static let leastGround = 0.98
  private static let leastWrittenGround = 0.4
  /// A row whose ground is this near to the registered picture's, where that is of one colour too, is its own.
  private static let ownLevels: Float = 12
  private static let leastPlainRows = 4
  private static let leastRows = 16
  /// Writing takes at most this part of the height.
  private static let mostWriting = 0.15
  /// What is so near to a band is blurred with it.
  private static let margin = 3

  /// Looks for level bands of `suspect`, as it lies on `registered`.
  init(suspect: Plane, registered: Plane, covered: [UInt8]) {
    let width = suspect.width
    let frame = CoveredFrame(width: width, height: suspect.height) { covered[$0] != 0 }
    guard let frame else {
      rows = []
      return
    }
    func line(_ plane: Plane, _ y: Int) -> ArraySlice<Float> {
      plane.samples[y * width + frame.columns.lowerBound...y * width + frame.columns.upperBound]
    }
    func ground(_ row: ArraySlice<Float>) -> Float? {
      let level = row.sorted()[row.count / 2]
      return Self.share(of: row, near: level, Self.groundLevels) >= Self.leastGround ? level : nil
    }
    let grounds = frame.rows.map { y -> Float? in
      let i = y * width
      let missing = frame.columns.count { covered[i + $0] == 0 }
      guard missing * 100 <= frame.columns.count * 3, let level = ground(line(suspect, y)) else {
        return nil
      }
      if let own = ground(line(registered, y)), abs(own - level) <= Self.ownLevels { return nil }
      return level
    }
    var bands: [(rows: ClosedRange<Int>, level: Float)] = []
    for run in Self.runs(grounds) {
      let top = frame.rows.lowerBound
      let rows = run.rows.lowerBound + top...run.rows.upperBound + top
      let mostWriting = Self.mostWriting * Double(frame.rows.count)
      if let last = bands.last, abs(last.level - run.level) <= Self.groundLevels,
        Double(rows.lowerBound - last.rows.upperBound) <= mostWriting,
        (last.rows.upperBound + 1..<rows.lowerBound).allSatisfy({
          Self.share(of: line(suspect, $0), near: last.level, Self.writtenLevels)
            >= Self.leastWrittenGround
        })
      {
        bands[bands.count - 1].rows = last.rows.lowerBound...rows.upperBound
      } else {
        bands.append((rows, run.level))
      }
    }
    rows = bands.map(\.rows).filter { $0.count >= Self.leastRows }.map {
      let (first, last) = ($0.lowerBound - Self.margin, $0.upperBound + Self.margin)
      return max(0, first)...min(suspect.height - 1, last)
    }
  }

  private static func share(of row: ArraySlice<Float>, near level: Float, _ levels: Float) -> Double
  {
    Double(row.count { abs($0 - level) <= levels }) / Double(max(row.count, 1))
  }

  /// Rows of one level, at least as many as a band begins with.
  private static func runs(_ grounds: [Float?]) -> [(rows: ClosedRange<Int>, level: Float)] {
    var runs: [(rows: ClosedRange<Int>, level: Float)] = []
    var start = 0
    while start < grounds.count {
      guard let level = grounds[start] else {
        start += 1
        continue
      }
      var end = start
      while end + 1 < grounds.count, let next = grounds[end + 1], abs(next - level) <= groundLevels
      {
        end += 1
      }
      if end - start + 1 >= leastPlainRows { runs.append((start...end, level)) }
      start = end + 1
    }
    return runs
  }
}
