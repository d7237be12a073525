/// Where a distinctive spot of a picture is, and how large and how turned.
public struct LocalFeature: Sendable, Equatable {
  /// The centre, in pixels of the working picture.
  public var x, y: Float
  /// The diameter, in pixels.
  public var size: Float
  /// The direction, in radians from the x axis towards the y axis, 0 to 2 pi.
  public var angle: Float
}
