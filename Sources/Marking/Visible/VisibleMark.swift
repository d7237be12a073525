public import Pixels
public import Typesetting

/// What a shop puts on its pictures for everyone to see, in measures relative to the picture.
public struct VisibleMark: Sendable {
  /// What is drawn.
  public enum Subject: Sendable {
    /// A line of text in one colour.
    case text(TextLine, MarkColor)
    /// A logo of pixels; its alpha is kept.
    case logo(Raster)
    /// A logo drawn at whatever size is needed.
    case drawing(SVGDrawing)
  }

  /// How it lies on the picture.
  public enum Layout: Hashable, Sendable {
    /// Once, in a corner.
    case corner(Corner)
    /// All over the picture, in staggered rows.
    case tiled
    /// In one row across the picture.
    case band
  }

  /// A corner of the picture.
  public enum Corner: String, CaseIterable, Sendable {
    /// The four corners.
    case topLeft = "top-left"
    case topRight = "top-right"
    case bottomLeft = "bottom-left"
    case bottomRight = "bottom-right"
    /// The one with the least detail: away from the product and from lettering.
    case automatic = "auto"
  }

  /// What is drawn.
  public var subject: Subject
  /// How it lies on the picture.
  public var layout: Layout
  /// Opacity of 0…1. Where the picture has much detail it is raised by up to 60 %.
  public var opacity: Double
  /// The em of text, or the longer side of a logo, as a share of the picture's shorter side.
  public var size: Double
  /// Degrees, clockwise.
  public var angle: Double
  /// The gap between neighbours, in heights of the mark.
  public var spacing: Double
  /// The largest share of the picture's width and height that a corner mark takes.
  public var bounds = Bounds()

  /// Shares of the picture's width and height.
  public struct Bounds: Hashable, Sendable {
    /// Share of the width.
    public var width = 0.6
    /// Share of the height.
    public var height = 0.6

    /// These shares.
    public init(width: Double = 0.6, height: Double = 0.6) {
      (self.width, self.height) = (width, height)
    }
  }

  /// A mark with the usual measures of its layout.
  public init(_ subject: Subject, layout: Layout) {
    self.subject = subject
    self.layout = layout
    let isText = if case .text = subject { true } else { false }
    switch layout {
    case .corner:
      (opacity, size, angle, spacing) = (0.4, isText ? 0.055 : 0.18, 0, 0)
    case .tiled:
      (opacity, size, angle, spacing) = (0.14, isText ? 0.036 : 0.1, -28, isText ? 2.5 : 0.8)
    case .band:
      (opacity, size, angle, spacing) = (0.3, isText ? 0.055 : 0.12, 0, isText ? 1.2 : 0.5)
    }
  }
}
