/// How much of a picture's quality a mark may cost at most.
public struct QualityFloor: Sendable, Equatable {
  /// The least peak signal-to-noise ratio in dB.
  public var psnr: Double
  /// The least structural similarity of the luma on the canonical grid.
  public var ssim: Double
  /// The largest gain, in grey levels of root mean square on flat ground, whatever the ratios say.
  public var maximumGain: Double

  /// A floor of these values.
  public init(psnr: Double, ssim: Double, maximumGain: Double) {
    self.psnr = psnr
    self.ssim = ssim
    self.maximumGain = maximumGain
  }

  /// What `yuantu` uses unless told.
  public static let standard = QualityFloor(psnr: 42.15, ssim: 0.9857, maximumGain: 1.2)
}
