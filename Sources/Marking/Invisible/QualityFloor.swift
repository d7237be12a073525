import Glibc

/// How much of a picture's quality a mark may cost at most.
public struct QualityFloor: Sendable, Equatable {
  /// Two measures that must both hold.
  public struct Level: Sendable, Equatable {
    /// The least peak signal-to-noise ratio in dB.
    public var psnr: Double
    /// The least structural similarity of the luma on the canonical grid.
    public var ssim: Double

    /// A level of these values.
    public init(psnr: Double, ssim: Double) {
      self.psnr = psnr
      self.ssim = ssim
    }
  }

  /// Alternatives: it is enough that one of them holds.
  public var levels: [Level]
  /// The largest gain, in grey levels of root mean square on flat ground, whatever the ratios say.
  public var maximumGain: Double

  /// A floor of these values.
  public init(levels: [Level], maximumGain: Double) {
    self.levels = levels
    self.maximumGain = maximumGain
  }

  /// What `yuantu` uses unless told: 42 dB, or 39.6 dB where texture hides the mark so well that the
  /// structure stays much the same.
  public static let standard = QualityFloor(
    levels: [Level(psnr: 42.15, ssim: 0.9857), Level(psnr: 39.6, ssim: 0.988)], maximumGain: 1.3)

  /// For pictures whose mark does not survive their own encoding otherwise: small or empty ones.
  public static let strong = QualityFloor(
    levels: [Level(psnr: 39.5, ssim: 0.975)], maximumGain: 1.8)

  /// The factor by which a mark of these measures could grow (above 1) or must shrink: an error's
  /// square goes with the square of the gain.
  func headroom(psnr: Double, ssim: Double) -> Double {
    levels.map { level in
      min(
        pow(10, (psnr - level.psnr) / 20),
        ((1 - level.ssim) / max(1e-6, 1 - ssim)).squareRoot())
    }.max() ?? 1
  }
}
