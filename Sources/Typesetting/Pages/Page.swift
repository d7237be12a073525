public import Pixels

/// One page as a list of things to draw, in their order. It can be drawn as pixels and as PDF.
public struct Page: Sendable {
  /// Something on a page.
  enum Item: Sendable {
    case box(Frame, fill: Ink?, border: Ink?)
    case text(TextBlock, Frame)
    case picture(PagePicture, Frame)
  }

  /// Columns and rows.
  public let size: Size
  private(set) var items: [Item] = []

  /// An empty white page.
  public init(size: Size) { self.size = size }

  /// Draws a rectangle, filled, with a border of two pixels, or both.
  public mutating func addBox(_ frame: Frame, fill: Ink? = nil, border: Ink? = nil) {
    items.append(.box(frame, fill: fill, border: border))
  }

  /// Sets text in lines of the width of `frame`; its height is not a bound.
  public mutating func addText(_ block: TextBlock, in frame: Frame) {
    items.append(.text(block, frame))
  }

  /// Draws a picture as large as fits into `frame`, centred, its sides in proportion.
  public mutating func addPicture(_ picture: PagePicture, in frame: Frame) {
    let (width, height) = (Double(picture.raster.size.width), Double(picture.raster.size.height))
    let scale = min(frame.width / width, frame.height / height)
    let fitted = Frame(
      x: frame.x + (frame.width - width * scale) / 2,
      y: frame.y + (frame.height - height * scale) / 2, width: width * scale,
      height: height * scale)
    items.append(.picture(picture, fitted))
  }
}
