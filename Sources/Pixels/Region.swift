/// An upright rectangle of whole pixels.
public struct Region: Hashable, Sendable {
  /// The left and the upper edge.
  public var x, y: Int
  /// Columns and rows.
  public var width, height: Int

  /// The rectangle with its upper left pixel at (x, y).
  public init(x: Int, y: Int, width: Int, height: Int) {
    (self.x, self.y, self.width, self.height) = (x, y, width, height)
  }
}

extension Plane {
  /// The part of the plane in `region`, which lies inside it.
  public func cropped(_ region: Region) -> Plane {
    Plane(size: Size(width: region.width, height: region.height)) { output in
      samples.withUnsafeBufferPointer { samples in
        for y in 0..<region.height {
          (output.baseAddress! + y &* region.width).update(
            from: samples.baseAddress! + ((region.y &+ y) &* width &+ region.x),
            count: region.width)
        }
      }
    }
  }
}
