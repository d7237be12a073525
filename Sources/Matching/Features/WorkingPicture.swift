import Glibc
public import Pixels

/// The grey picture that features are found in and comparisons are made on: the luma brought to a
/// long side that makes costs even, and never enlarged but for tiny pictures.
public struct WorkingPicture: Sendable {
  /// The long side for registered pictures, in pixels.
  public static let registeredSide = 640
  /// The long side for suspects: a crop or a collage shows less of a picture.
  public static let suspectSide = 800
  private static let tinySide = 300
  private static let enlargedSide = 400

  /// The luma.
  public let luma: Plane
  /// From pixels of the picture it was made of to its own.
  public let map: AffineMap

  /// The working picture of `raster`, laid on white, with at most `longSide` pixels a side.
  public init(_ raster: Raster, longSide: Int) {
    let size = Self.size(raster.size, longSide: longSide)
    luma = Resampler(from: raster.size, to: size).luma(of: raster.onWhite)
    map = Self.map(from: raster.size, to: size)
  }

  /// The size that a picture of `size` is brought to.
  public static func size(_ size: Size, longSide: Int) -> Size {
    let long = max(size.width, size.height)
    let wanted = long > longSide ? longSide : long < tinySide ? enlargedSide : long
    let scale = Double(wanted) / Double(long)
    return Size(
      width: max(1, Int((Double(size.width) * scale).rounded())),
      height: max(1, Int((Double(size.height) * scale).rounded())))
  }

  /// From pixels of a picture of size `from` to pixels of the same picture at size `to`.
  public static func map(from: Size, to: Size) -> AffineMap {
    AffineMap.translation(0.5, 0.5)
      .then(
        .scaling(
          Double(to.width) / Double(from.width), Double(to.height) / Double(from.height))
      )
      .then(.translation(-0.5, -0.5))
  }
}
