public import Pixels

/// A picture with a visible mark on it, and where the mark is.
public struct VisiblyMarkedRaster: Sendable {
  /// The picture.
  public let raster: Raster
  /// The upright boxes of the marks that lie wholly on it, in pixels.
  public let boxes: [Region]
  /// The em of text, or the longer side of a logo, in pixels.
  public let emSize: Double
  /// Whether a logo was drawn larger than its own pixels.
  public let isLogoEnlarged: Bool
}
