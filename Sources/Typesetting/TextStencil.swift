public import Pixels

/// A line of text as two coverages of 0…1: its shapes, and its shapes widened by an edge.
public struct TextStencil: Sendable {
  /// The shapes of the characters.
  public let fill: Plane
  /// The shapes widened on all sides; includes `fill`.
  public let edge: Plane

  /// Columns and rows, edge included.
  public var size: Size { fill.size }
}
