/// The structural similarity index of two luma planes: Gaussian window 11 x 11, sigma 1.5,
/// mean over the picture. (Wang, Bovik, Sheikh, Simoncelli, IEEE TIP 13(4), 2004.)
///
/// One instance holds what depends on the reference alone, for comparing many candidates with it.
public struct StructuralSimilarity: Sendable {
  private static let window = GaussianFilter(sigma: 1.5, radius: 5)
  private let reference: Plane
  private let mean: Plane
  private let meanSquare: Plane

  /// Compares with `reference`, samples 0...255.
  public init(reference: Plane) {
    self.reference = reference
    mean = Self.window(reference)
    meanSquare = Self.window(reference.product(with: reference))
  }

  /// The index of `candidate` (of the reference's size) against the reference: 1 when equal.
  public func callAsFunction(_ candidate: Plane) -> Double {
    precondition(candidate.size == reference.size)
    let otherMean = Self.window(candidate)
    let otherSquare = Self.window(candidate.product(with: candidate))
    let cross = Self.window(candidate.product(with: reference))
    let (c1, c2): (Float, Float) = (6.5025, 58.5225)
    var sum = 0.0
    for i in 0..<mean.samples.count {
      let (ma, mb) = (mean.samples[i], otherMean.samples[i])
      let covariance = cross.samples[i] - ma * mb
      let variances = meanSquare.samples[i] - ma * ma + otherSquare.samples[i] - mb * mb
      let value =
        (2 * ma * mb + c1) * (2 * covariance + c2)
        / ((ma * ma + mb * mb + c1) * (variances + c2))
      sum += Double(value)
    }
    return sum / Double(mean.samples.count)
  }
}

extension Plane {
  /// The sample-by-sample product with a plane of the same size.
  public func product(with other: Plane) -> Plane {
    combined(with: other) { $0 * $1 }
  }

  /// A plane of `operation` on the samples of two planes of one size.
  @inlinable
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
  @inlinable
  public func map(_ operation: (Float) -> Float) -> Plane {
    Plane(size: size) { output in
      samples.withUnsafeBufferPointer { input in
        for i in 0..<output.count { output[i] = operation(input[i]) }
      }
    }
  }
}
