public import Pixels

/// A picture with its mark, and what the mark cost.
public struct MarkedPicture: Sendable {
  /// The marked picture: same size, same alpha.
  public let raster: Raster
  /// Peak signal-to-noise ratio over R, G and B at full size, in dB.
  public let psnr: Double
  /// Structural similarity of the luma on the canonical grid, where 1 is equal.
  public let ssim: Double
  /// The factor the pattern was scaled with, in grey levels of root mean square on flat ground.
  public let gain: Double
}
