public import Pixels

/// A picture on a page.
public struct PagePicture: Sendable {
  /// Its pixels in sRGB.
  public let raster: Raster
  /// The same picture as a JPEG file, which a PDF holds as it is.
  public let jpeg: [UInt8]

  /// A picture with its file.
  public init(_ raster: Raster, jpeg: [UInt8]) {
    self.raster = raster.onWhite
    self.jpeg = jpeg
  }
}
