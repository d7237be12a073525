import Pixels

/// The grid on which marks are made and looked for: a picture of any size, scaled to an area of
/// 512 x 512 units. A plain resize of the picture thus changes nothing here. Of a long strip only as
/// much as is twice as long as wide is scaled to that area: every such piece of it has the mark in the
/// size that it would have in a picture of its own.
struct CanonicalGrid {
  /// Size in canonical samples, at least 8 a side.
  let size: Size
  let native: Size

  /// A strip's length is taken to be at most this many times its width, ...
  private static let longest = 2.0
  /// ... unless the grid would then have more than this squared times 512 x 512 samples.
  private static let mostPeriods = 4.0

  /// The pixels that 512 units of a picture are.
  static func side(of native: Size) -> Double {
    let short = Double(min(native.width, native.height))
    let long = Double(max(native.width, native.height))
    return max((short * min(long, longest * short)).squareRoot(), native.meanSide / mostPeriods)
  }

  init(native: Size) {
    self.native = native
    let scale = Double(ToneMap.period) / Self.side(of: native)
    size = Size(
      width: max(8, Int((Double(native.width) * scale).rounded())),
      height: max(8, Int((Double(native.height) * scale).rounded())))
  }

  func luma(of raster: Raster) -> Plane { Resampler(from: native, to: size).luma(of: raster) }

  /// From pixels of the picture to canonical units counted from the centre sample.
  var fromPixels: AffineMap {
    Self.between(native, size)
      .then(.translation(-Double(size.width / 2), -Double(size.height / 2)))
  }

  /// From canonical units counted from the centre sample to pixels of the picture.
  var toPixels: AffineMap {
    AffineMap.translation(Double(size.width / 2), Double(size.height / 2))
      .then(Self.between(size, native))
  }

  /// From samples of a picture to those of the same picture in another size.
  static func between(_ from: Size, _ to: Size) -> AffineMap {
    AffineMap.translation(0.5, 0.5)
      .then(
        .scaling(
          Double(to.width) / Double(from.width), Double(to.height) / Double(from.height))
      )
      .then(.translation(-0.5, -0.5))
  }
}
