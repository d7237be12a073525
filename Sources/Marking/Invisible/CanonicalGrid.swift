import Pixels

/// The grid on which marks are made and looked for: a picture of any size, scaled to an area of
/// 512 x 512 units. A plain resize of the picture thus changes nothing here.
struct CanonicalGrid {
  /// Size in canonical samples, at least 8 a side.
  let size: Size
  let native: Size

  init(native: Size) {
    self.native = native
    let scale = Double(ToneMap.period) / native.meanSide
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
