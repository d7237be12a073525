import Glibc

/// A plane projective map: (x, y) goes to (u / w, v / w) with (u, v, w) = M (x, y, 1).
public struct Homography: Sendable, Equatable {
  /// The nine elements, row by row.
  public let elements: [Double]

  /// The map of a matrix given row by row.
  public init(_ elements: [Double]) {
    precondition(elements.count == 9)
    self.elements = elements
  }

  /// An affine map.
  public init(_ map: AffineMap) {
    elements = [map.a, map.b, map.tx, map.c, map.d, map.ty, 0, 0, 1]
  }

  /// The image of (x, y); not finite on the line that goes to infinity.
  @inline(__always)
  public func callAsFunction(_ x: Double, _ y: Double) -> (x: Double, y: Double) {
    elements.withUnsafeBufferPointer { m in
      let w = m[6] * x + m[7] * y + m[8]
      return ((m[0] * x + m[1] * y + m[2]) / w, (m[3] * x + m[4] * y + m[5]) / w)
    }
  }

  /// First this map, then `next`.
  public func then(_ next: Homography) -> Homography {
    var product = [Double](repeating: 0, count: 9)
    for row in 0..<3 {
      for column in 0..<3 {
        for k in 0..<3 {
          product[row * 3 + column] += next.elements[row * 3 + k] * elements[k * 3 + column]
        }
      }
    }
    return Homography(product)
  }

  /// The area factor at the origin's linear part, negative for a mirroring map.
  public var linearDeterminant: Double { elements[0] * elements[4] - elements[1] * elements[3] }

  /// The map that undoes this one, or nil when it flattens the plane.
  public var inverse: Homography? {
    let m = elements
    let cofactors = [
      m[4] * m[8] - m[5] * m[7], m[2] * m[7] - m[1] * m[8], m[1] * m[5] - m[2] * m[4],
      m[5] * m[6] - m[3] * m[8], m[0] * m[8] - m[2] * m[6], m[2] * m[3] - m[0] * m[5],
      m[3] * m[7] - m[4] * m[6], m[1] * m[6] - m[0] * m[7], m[0] * m[4] - m[1] * m[3],
    ]
    let determinant = m[0] * cofactors[0] + m[1] * cofactors[3] + m[2] * cofactors[6]
    guard determinant.isFinite, abs(determinant) > 1e-15 else { return nil }
    return Homography(cofactors.map { $0 / determinant })
  }

  /// The affine map that agrees with this one to first order at (x, y).
  public func affine(at x: Double, _ y: Double) -> AffineMap {
    let m = elements
    let w = m[6] * x + m[7] * y + m[8]
    let centre = self(x, y)
    let (a, b) = ((m[0] - centre.x * m[6]) / w, (m[1] - centre.x * m[7]) / w)
    let (c, d) = ((m[3] - centre.y * m[6]) / w, (m[4] - centre.y * m[7]) / w)
    return AffineMap(
      a: a, b: b, c: c, d: d, tx: centre.x - a * x - b * y, ty: centre.y - c * x - d * y)
  }
}
