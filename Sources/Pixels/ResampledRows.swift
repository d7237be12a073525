/// A plane being resampled, row by row.
public struct ResampledRows: Sendable {
  private typealias Lanes = SIMD8<Float>

  private let wide: Plane
  private let taps: ResamplingTaps

  /// From a plane that has the target's width already.
  init(wide: Plane, taps: ResamplingTaps) {
    self.wide = wide
    self.taps = taps
  }

  /// Writes the target's row `y`, as many samples as the target has columns.
  public func read(_ y: Int, into row: UnsafeMutablePointer<Float>) {
    let width = wide.width
    wide.samples.withUnsafeBufferPointer { samples in
      withUnsafeTemporaryAllocation(
        of: (UnsafePointer<Float>, Float).self, capacity: taps.count(of: y)
      ) { lines in
        var count = 0
        taps.forEachTap(of: y) { index, weight in
          lines.initializeElement(
            at: count, to: (samples.baseAddress! + index &* width, weight))
          count &+= 1
        }
        var x = 0
        while x &+ Lanes.scalarCount <= width {
          var sum = Lanes.zero
          for k in 0..<count {
            let (line, weight) = lines[k]
            sum += weight * UnsafeRawPointer(line + x).loadUnaligned(as: Lanes.self)
          }
          UnsafeMutableRawPointer(row + x).storeBytes(of: sum, as: Lanes.self)
          x &+= Lanes.scalarCount
        }
        while x < width {
          row[x] = 0
          for k in 0..<count { row[x] += lines[k].1 * lines[k].0[x] }
          x &+= 1
        }
      }
    }
  }
}
