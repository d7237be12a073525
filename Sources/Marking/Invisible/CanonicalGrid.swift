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
}
