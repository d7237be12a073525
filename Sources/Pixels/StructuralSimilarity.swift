/// The structural similarity index of two luma planes: Gaussian window 11 x 11, sigma 1.5,
/// mean over the picture. (Wang, Bovik, Sheikh, Simoncelli, IEEE TIP 13(4), 2004.) Windows that
/// reach over the left or right border are left out.
///
/// One instance holds what depends on the reference alone, for comparing many candidates with it.
public struct StructuralSimilarity: Sendable {
  private typealias Lanes = SIMD8<Float>

  private let size: Size
  private let stride: Int
  private let window: GaussianRows
  private let reference: [Lanes]
  /// For each row that is looked at the local mean of every vector, then its local variance.
  private let moments: [Lanes]

  /// Compares with `reference`, samples 0...255, at least six rows. A sampled instance looks only
  /// at some rows, at least 64 where there are as many.
  public init(reference: Plane, isSampled: Bool = false) {
    size = reference.size
    let sampling: RowSampling = isSampled ? .some : .all
    let window = GaussianRows(size: size, step: sampling.step(height: size.height))
    let stride = OpsinPlanes.stride(width: size.width)
    let rows = Self.lanes(of: reference)
    var moments: [Lanes] = []
    moments.reserveCapacity(2 * stride * window.count)
    rows.withUnsafeBufferPointer { rows in
      window.moments(of: rows.baseAddress!) { _, means in
        moments += UnsafeBufferPointer(start: means, count: stride)
        for i in 0..<stride { moments.append(means[i &+ stride] - means[i] * means[i]) }
      }
    }
    self.window = window
    self.stride = stride
    self.reference = rows
    self.moments = moments
  }

  /// The index of `candidate` (of the reference's size) against the reference: 1 when equal.
  public func callAsFunction(_ candidate: Plane) -> Double {
    precondition(candidate.size == size)
    let rows = Self.lanes(of: candidate)
    let inside = insideColumns()
    let (c1, c2): (Float, Float) = (6.5025, 58.5225)
    var total = 0.0
    reference.withUnsafeBufferPointer { reference in
      rows.withUnsafeBufferPointer { rows in
        window.differences(
          reference: reference.baseAddress!, candidate: rows.baseAddress!
        ) { _, number, means in
          var sum = Lanes.zero
          let first = 2 &* number &* stride
          for i in 0..<stride {
            let (mean, variance) = (moments[first &+ i], moments[first &+ i &+ stride])
            let (shift, square) = (means[i], means[i &+ stride])
            let covariance = means[i &+ 2 &* stride] - mean * shift
            let other = mean + shift
            let spread = 2 * variance + 2 * covariance + c2
            let light = (2 * mean * other + c1) / (mean * mean + other * other + c1)
            sum += inside[i] * light * spread / (spread + square - shift * shift)
          }
          total += Double(sum.sum())
        }
      }
    }
    let columns = inside.reduce(0) { $0 + Double($1.sum()) }
    return total / (columns * Double(window.count))
  }

  /// 1 for the columns whose window is within the picture; all of them when none is.
  private func insideColumns() -> [Lanes] {
    let margin = size.width > 2 * GaussianRows.radius ? GaussianRows.radius : 0
    return (0..<stride).map { i in
      var lanes = Lanes.zero
      for lane in 0..<Lanes.scalarCount {
        let x = i * Lanes.scalarCount + lane
        if x >= margin, x < size.width - margin { lanes[lane] = 1 }
      }
      return lanes
    }
  }

  /// The rows of a plane as whole vectors, zero beyond the last column.
  private static func lanes(of plane: Plane) -> [Lanes] {
    let stride = OpsinPlanes.stride(width: plane.width)
    let count = stride * plane.height
    return [Lanes](unsafeUninitializedCapacity: count) { lanes, initialized in
      lanes.withMemoryRebound(to: Float.self) { target in
        plane.samples.withUnsafeBufferPointer { samples in
          for y in 0..<plane.height {
            let row = target.baseAddress! + y &* stride &* Lanes.scalarCount
            row.update(from: samples.baseAddress! + y &* plane.width, count: plane.width)
            for x in plane.width..<stride * Lanes.scalarCount { row[x] = 0 }
          }
        }
      }
      initialized = count
    }
  }
}

extension Plane {
  /// The sample-by-sample product with a plane of the same size.
  public func product(with other: Plane) -> Plane {
    combined(with: other) { $0 * $1 }
  }

  /// A plane of `operation` on the samples of two planes of one size.
  @inlinable @inline(__always)
  public func combined(with other: Plane, _ operation: (Float, Float) -> Float) -> Plane {
    precondition(size == other.size)
    return Plane(size: size) { output in
      samples.withUnsafeBufferPointer { a in
        other.samples.withUnsafeBufferPointer { b in
          for i in 0..<output.count { output[i] = operation(a[i], b[i]) }
        }
      }
    }
  }

  /// A plane of `operation` on every sample.
  @inlinable @inline(__always)
  public func map(_ operation: (Float) -> Float) -> Plane {
    Plane(size: size) { output in
      samples.withUnsafeBufferPointer { input in
        for i in 0..<output.count { output[i] = operation(input[i]) }
      }
    }
  }
}
