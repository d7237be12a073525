import Glibc
import Pixels

/// The power of a suspect's spectrum over angle (rows, half a turn) and logarithm of radius
/// (columns), in square cells: turning and scaling the picture become shifts.
struct LogPolarMap {
  static let angleCount = 320
  /// The step of both axes, in radians and in logarithms of the radius.
  static let step = Double.pi / Double(angleCount)
  /// The radius of column 0, in cycles per 512 units.
  static let innerRadius = 3.0
  /// Wide enough that the correlation lags in use do not wrap into each other.
  static let transform = RealFourierTransform(atLeast: Size(width: 384, height: angleCount))

  static func column(ofRadius radius: Double) -> Double { log(radius / innerRadius) / step }

  /// Excess power over the local floor.
  let plane: Plane
  /// The column that the plane starts with.
  let firstColumn: Int

  /// From radius `innerRadius` e^(step firstColumn) to where the suspect has no more frequencies.
  init(_ spectrum: SuspectSpectrum, firstColumn: Int) {
    self.firstColumn = firstColumn
    let limit = Int(Self.column(ofRadius: 0.97 * spectrum.bandLimit))
    let count = min(max(limit - firstColumn, 1), Self.transform.size.width)
    let radii = (0..<count).map { column in
      Float(Self.innerRadius * exp(Self.step * Double(firstColumn + column)))
    }
    plane = Plane(size: Size(width: count, height: Self.angleCount)) { output in
      spectrum.withPower { power in
        for row in 0..<Self.angleCount {
          let angle = Double(row) * Self.step
          let (dx, dy) = (Float(cos(angle)), Float(sin(angle)))
          let line = output.baseAddress! + row &* count
          for column in 0..<count {
            line[column] = power.value(radii[column] * dx, radii[column] * dy) - 1
          }
        }
      }
    }
  }

  /// A tone's place on the map: its column counts from `innerRadius`.
  struct Cell {
    var row: Int
    let column: Int

    /// The cell of frequency (x, y).
    init(_ x: Double, _ y: Double) {
      let angle = (atan2(y, x) / LogPolarMap.step).rounded()
      row = (Int(angle) + 2 * LogPolarMap.angleCount) % LogPolarMap.angleCount
      column = Int(LogPolarMap.column(ofRadius: hypot(x, y)).rounded())
    }

    /// The cell of (-x, y), when told.
    func mirrored(_ isMirrored: Bool) -> Cell {
      var cell = self
      if isMirrored { cell.row = (2 * LogPolarMap.angleCount - row) % LogPolarMap.angleCount }
      return cell
    }

    /// The cell after turns by 90 degrees.
    func turned(quarters: Int) -> Cell {
      var cell = self
      cell.row = (row + quarters * LogPolarMap.angleCount / 2) % LogPolarMap.angleCount
      return cell
    }
  }

  /// The excess power at all `cells` together in units of its deviation without a mark, for every
  /// turn by -reach...reach cells (rows of the result) and shift in `lags` (columns).
  func sums(_ cells: [Cell], reach: Int, lags: ClosedRange<Int>) -> Plane {
    let width = plane.width
    var counts = [Float](repeating: 0, count: lags.count)
    var sums = Plane(size: Size(width: lags.count, height: 2 * reach + 1))
    sums.samples.withUnsafeMutableBufferPointer { sums in
      plane.samples.withUnsafeBufferPointer { plane in
        for cell in cells {
          let column = cell.column - firstColumn
          let first = max(lags.lowerBound, -column)
          let last = min(lags.upperBound, width - 1 - column)
          guard first <= last else { continue }
          let (start, count) = (first - lags.lowerBound, last - first + 1)
          for i in start..<start + count { counts[i] += 1 }
          for turn in -reach...reach {
            let row = (cell.row + turn + Self.angleCount) % Self.angleCount
            let source = plane.baseAddress! + (row &* width &+ column &+ first)
            let target = sums.baseAddress! + ((turn &+ reach) &* lags.count &+ start)
            for i in 0..<count { target[i] += source[i] }
          }
        }
        for row in 0...2 * reach {
          for i in 0..<lags.count {
            sums[row &* lags.count &+ i] /= max(counts[i], 20).squareRoot()
          }
        }
      }
    }
    return sums
  }
}
