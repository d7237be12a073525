import Glibc
public import Pixels

/// Compares a suspect with a reference picture through a given alignment.
public enum AlignedComparison {
  private static let blur = GaussianFilter(sigma: 2)
  private static let leastOverlap = 64

  /// The agreement of `suspect` with `reference` (luma planes) under `map`, from pixels of the
  /// suspect to pixels of the reference. The comparison is made at the reference's resolution.
  public static func agreement(
    of suspect: Plane, with reference: Plane, map: AffineMap
  ) -> ContentAgreement {
    let magnification = abs(map.determinant).squareRoot()
    guard magnification.isFinite, magnification > 1e-6 else { return .none }
    // Shrink a larger suspect first, so that single samples stand for their surroundings.
    let shrink = min(1, magnification)
    let size = Size(
      width: max(1, Int((Double(suspect.width) * shrink).rounded())),
      height: max(1, Int((Double(suspect.height) * shrink).rounded())))
    let small = Resampler(from: suspect.size, to: size)(suspect)
    let toSmall = AffineMap.translation(0.5, 0.5)
      .then(
        .scaling(
          Double(size.width) / Double(suspect.width), Double(size.height) / Double(suspect.height))
      )
      .then(.translation(-0.5, -0.5))
    guard let inverse = map.inverse?.then(toSmall) else { return .none }
    let (warped, covered) = warp(small, onto: reference.size, by: inverse)
    return compare(reference, warped, covered)
  }

  private static func warp(
    _ plane: Plane, onto size: Size, by map: AffineMap
  ) -> (plane: Plane, covered: [Bool]) {
    var covered = [Bool](repeating: false, count: size.pixelCount)
    let warped = Plane(size: size) { output in
      for y in 0..<size.height {
        for x in 0..<size.width {
          let point = map(Double(x), Double(y))
          let i = y * size.width + x
          if let value = plane.interpolated(point.x, point.y) {
            output[i] = value
            covered[i] = true
          } else {
            output[i] = 0
          }
        }
      }
    }
    return (warped, covered)
  }

  private static func compare(
    _ reference: Plane, _ suspect: Plane, _ covered: [Bool]
  ) -> ContentAgreement {
    // Outside the overlap both get the reference, so that the blur sees no false edge.
    let filled = Plane(size: reference.size) { output in
      for i in 0..<output.count {
        output[i] = covered[i] ? suspect.samples[i] : reference.samples[i]
      }
    }
    let places = covered.indices.filter { covered[$0] }
    guard places.count >= leastOverlap else { return .none }
    let fineReference = reference.combined(with: blur(reference)) { $0 - $1 }
    let fineSuspect = filled.combined(with: blur(filled)) { $0 - $1 }
    let plain = correlation(reference, filled, places)
    let fine = correlation(fineReference, fineSuspect, places)
    return ContentAgreement(
      correlation: plain.value, detailCorrelation: fine.value,
      overlap: Double(places.count) / Double(covered.count), detail: fine.deviation)
  }

  /// Pearson's correlation over `places`, and the standard deviation of the first plane there.
  private static func correlation(
    _ a: Plane, _ b: Plane, _ places: [Int]
  ) -> (value: Double, deviation: Double) {
    let count = Double(places.count)
    var (sumA, sumB, sumAA, sumBB, sumAB) = (0.0, 0.0, 0.0, 0.0, 0.0)
    for i in places {
      let (x, y) = (Double(a.samples[i]), Double(b.samples[i]))
      sumA += x
      sumB += y
      sumAA += x * x
      sumBB += y * y
      sumAB += x * y
    }
    let (meanA, meanB) = (sumA / count, sumB / count)
    let (varianceA, varianceB) = (sumAA / count - meanA * meanA, sumBB / count - meanB * meanB)
    let covariance = sumAB / count - meanA * meanB
    let norm = (max(varianceA, 0) * max(varianceB, 0)).squareRoot()
    return (norm < 1e-9 ? 0 : covariance / norm, max(varianceA, 0).squareRoot())
  }
}

extension Plane {
  /// The bilinear value at (x, y), or nil outside the plane.
  fileprivate func interpolated(_ x: Double, _ y: Double) -> Float? {
    guard x >= -0.5, y >= -0.5, x <= Double(width) - 0.5, y <= Double(height) - 0.5 else {
      return nil
    }
    let (px, py) = (min(max(x, 0), Double(width - 1)), min(max(y, 0), Double(height - 1)))
    let (left, top) = (min(Int(px), max(width - 2, 0)), min(Int(py), max(height - 2, 0)))
    let (right, bottom) = (min(left + 1, width - 1), min(top + 1, height - 1))
    let (dx, dy) = (Float(px - Double(left)), Float(py - Double(top)))
    let upper = self[left, top] * (1 - dx) + self[right, top] * dx
    let lower = self[left, bottom] * (1 - dx) + self[right, bottom] * dx
    return upper * (1 - dy) + lower * dy
  }
}
