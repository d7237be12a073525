import Glibc
import Pixels

/// One resolution of an affine refinement: two planes without their slow changes.
struct AffineStage {
  private static let blur = GaussianFilter(sigma: 6)
  /// Contrast and six parameters of the map.
  private static let unknowns = 7
  /// Residuals of so many medians count half.
  private static let tolerance: Float = 2
  /// The least samples that a map is fitted to.
  private static let leastSamples = 2000

  private let suspect: Plane
  private let reference: Plane
  private let slopeX: Plane
  private let slopeY: Plane

  init(_ suspect: Plane, _ reference: Plane) {
    func detail(_ plane: Plane) -> Plane {
      plane.combined(with: Self.blur(plane)) { $0 - $1 }
    }
    self.suspect = detail(suspect)
    self.reference = detail(reference)
    slopeX = self.reference.slope(along: 1)
    slopeY = self.reference.slope(along: reference.width)
  }

  /// The map to which `start` converges; nil when there is too little to fit, or the fit got worse.
  func refined(_ start: AffineMap, mostSteps: Int, enough: Double) -> AffineMap? {
    var map = start
    var scale: Float = .infinity
    var first: Float?
    for _ in 0..<mostSteps {
      guard let step = step(from: map, scale: scale) else { return nil }
      first = first ?? step.median
      scale = max(step.median, 0.25) * Self.tolerance
      let next = map.adding(step.change)
      let moved =
        AffineRefinement.corners(of: suspect.size).map { corner in
          let (before, after) = (map(corner.x, corner.y), next(corner.x, corner.y))
          return hypot(after.x - before.x, after.y - before.y)
        }.max() ?? 0
      map = next
      if moved < enough { break }
    }
    guard let first, let last = step(from: map, scale: scale) else { return nil }
    return last.median <= first ? map : nil
  }

  /// One step of Gauss and Newton: what to add to the map's coefficients, and the median residual before it.
  private func step(from map: AffineMap, scale: Float) -> (change: AffineMap, median: Float)? {
    var matrix = [Double](repeating: 0, count: Self.unknowns * Self.unknowns)
    var right = [Double](repeating: 0, count: Self.unknowns)
    var residuals: [Float] = []
    let (centreX, centreY) = (Float(suspect.width) / 2, Float(suspect.height) / 2)
    let unit = 2 / Float(max(suspect.width, suspect.height))
    var row = [Float](repeating: 0, count: Self.unknowns)
    for y in 0..<suspect.height {
      for x in 0..<suspect.width {
        let (u, v) = map(Double(x), Double(y))
        guard u >= 1, v >= 1, u < Double(reference.width - 2), v < Double(reference.height - 2)
        else { continue }
        let place = Bilinear(u, v, width: reference.width)
        let (value, gx, gy) = (place.in(reference), place.in(slopeX), place.in(slopeY))
        let (px, py) = ((Float(x) - centreX) * unit, (Float(y) - centreY) * unit)
        let residual = suspect[x, y] - value
        residuals.append(abs(residual))
        let ratio = residual / scale
        let weight = 1 / (1 + ratio * ratio)
        row[0] = value
        (row[1], row[2], row[3]) = (gx, gx * px, gx * py)
        (row[4], row[5], row[6]) = (gy, gy * px, gy * py)
        for i in 0..<Self.unknowns {
          let weighted = Double(weight * row[i])
          right[i] += weighted * Double(residual)
          for j in i..<Self.unknowns { matrix[i * Self.unknowns + j] += weighted * Double(row[j]) }
        }
      }
    }
    guard residuals.count >= Self.leastSamples,
      let solution = SymmetricSystem.solution(matrix, right)
    else { return nil }
    let gain = 1 + solution[0]
    guard gain > 0.2 else { return nil }
    let p = solution.dropFirst().map { $0 / gain }
    let (u, cx, cy) = (Double(unit), Double(centreX), Double(centreY))
    let change = AffineMap(
      a: p[1] * u, b: p[2] * u, c: p[4] * u, d: p[5] * u,
      tx: p[0] - (p[1] * cx + p[2] * cy) * u, ty: p[3] - (p[4] * cx + p[5] * cy) * u)
    let middle = residuals.count / 2
    residuals.sort()
    return (change, residuals[middle])
  }
}

/// Four neighbours and their weights.
private struct Bilinear {
  private let index: Int
  private let width: Int
  private let weights: SIMD4<Float>

  init(_ x: Double, _ y: Double, width: Int) {
    let (left, top) = (Int(x), Int(y))
    let (dx, dy) = (Float(x - Double(left)), Float(y - Double(top)))
    index = top * width + left
    self.width = width
    weights = SIMD4((1 - dx) * (1 - dy), dx * (1 - dy), (1 - dx) * dy, dx * dy)
  }

  func `in`(_ plane: Plane) -> Float {
    let values = SIMD4(
      plane.samples[index], plane.samples[index + 1], plane.samples[index + width],
      plane.samples[index + width + 1])
    return (values * weights).sum()
  }
}

/// Linear equations with a symmetric positive matrix.
private enum SymmetricSystem {
  /// The solution by Cholesky's decomposition of `matrix`, of which the upper triangle is read; nil when it is
  /// not positive.
  static func solution(_ matrix: [Double], _ right: [Double]) -> [Double]? {
    let count = right.count
    var factor = matrix
    var solution = right
    for i in 0..<count {
      for j in i..<count {
        var value = matrix[i * count + j]
        for k in 0..<i { value -= factor[k * count + i] * factor[k * count + j] }
        if i == j {
          guard value > 1e-9 * max(matrix[i * count + i], 1e-9) else { return nil }
          factor[i * count + i] = value.squareRoot()
        } else {
          factor[i * count + j] = value / factor[i * count + i]
        }
      }
      for k in 0..<i { solution[i] -= factor[k * count + i] * solution[k] }
      solution[i] /= factor[i * count + i]
    }
    for i in (0..<count).reversed() {
      for k in i + 1..<count { solution[i] -= factor[i * count + k] * solution[k] }
      solution[i] /= factor[i * count + i]
    }
    return solution
  }
}

extension AffineMap {
  fileprivate func adding(_ change: AffineMap) -> AffineMap {
    AffineMap(
      a: a + change.a, b: b + change.b, c: c + change.c, d: d + change.d, tx: tx + change.tx,
      ty: ty + change.ty)
  }
}
