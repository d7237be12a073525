/// A rectangle on a page, in pixels from its upper left corner.
public struct Frame: Hashable, Sendable {
  /// The upper left corner.
  public var x, y: Double
  /// The measures.
  public var width, height: Double

  /// The rectangle of these measures at this place.
  public init(x: Double, y: Double, width: Double, height: Double) {
    self.x = x
    self.y = y
    self.width = width
    self.height = height
  }
}
