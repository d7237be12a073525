import Glibc

/// A plane affine map: (x, y) goes to (a x + b y + tx, c x + d y + ty).
public struct AffineMap: Sendable, Equatable {
  /// The linear part, row by row.
  public var a, b, c, d: Double
  /// The translation.
  public var tx, ty: Double

  /// The map with the given coefficients.
  public init(
    a: Double, b: Double, c: Double, d: Double, tx: Double = 0, ty: Double = 0
  ) {
    (self.a, self.b, self.c, self.d, self.tx, self.ty) = (a, b, c, d, tx, ty)
  }

  /// Leaves every point where it is.
  public static let identity = AffineMap(a: 1, b: 0, c: 0, d: 1)

  /// Scales by `sx` and `sy` about the origin.
  public static func scaling(_ sx: Double, _ sy: Double) -> AffineMap {
    AffineMap(a: sx, b: 0, c: 0, d: sy)
  }

  /// Moves by (tx, ty).
  public static func translation(_ tx: Double, _ ty: Double) -> AffineMap {
    AffineMap(a: 1, b: 0, c: 0, d: 1, tx: tx, ty: ty)
  }

  /// Turns by `angle` radians, from the x axis towards the y axis.
  public static func rotation(_ angle: Double) -> AffineMap {
    AffineMap(a: cos(angle), b: -sin(angle), c: sin(angle), d: cos(angle))
  }

  /// The image of (x, y).
  public func callAsFunction(_ x: Double, _ y: Double) -> (x: Double, y: Double) {
    (a * x + b * y + tx, c * x + d * y + ty)
  }

  /// First this map, then `next`.
  public func then(_ next: AffineMap) -> AffineMap {
    let (x, y) = next(tx, ty)
    return AffineMap(
      a: next.a * a + next.b * c, b: next.a * b + next.b * d,
      c: next.c * a + next.d * c, d: next.c * b + next.d * d, tx: x, ty: y)
  }

  /// The area factor, negative for a mirroring map.
  public var determinant: Double { a * d - b * c }

  /// The linear part reflected in its diagonal, without translation.
  public var transposedLinearPart: AffineMap { AffineMap(a: a, b: c, c: b, d: d) }

  /// The map that undoes this one, or nil when it flattens the plane.
  public var inverse: AffineMap? {
    let d0 = determinant
    guard d0.isFinite, abs(d0) > 1e-12 else { return nil }
    let linear = AffineMap(a: d / d0, b: -b / d0, c: -c / d0, d: a / d0)
    return AffineMap.translation(-tx, -ty).then(linear)
  }
}
