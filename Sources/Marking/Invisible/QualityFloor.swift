import Glibc

/// How much of a picture's quality a mark may cost at most: all the measures must hold.
public struct QualityFloor: Sendable, Equatable {
  /// The least score of SSIMULACRA 2.
  public var score: Double
  /// The least peak signal-to-noise ratio in dB.
  public var psnr: Double
  /// The least structural similarity of the luma on the canonical grid.
  public var ssim: Double
  /// The largest gain, in grey levels of root mean square on flat ground, whatever the measures
  /// say.
  public var maximumGain: Double

  /// A floor of these values.
  public init(score: Double, psnr: Double, ssim: Double, maximumGain: Double) {
    self.score = score
    self.psnr = psnr
    self.ssim = ssim
    self.maximumGain = maximumGain
  }

  /// What `yuantu` uses unless told: hardly anybody sees a difference side by side. A JPEG made of the
  /// marked picture scores about two points less against one of the source, and still 80.
  public static let standard = QualityFloor(score: 82, psnr: 39.6, ssim: 0.981, maximumGain: 1.2)

  /// For pictures that nothing much will happen to: nobody sees a difference.
  public static let discreet = QualityFloor(score: 88, psnr: 42, ssim: 0.988, maximumGain: 1)

  /// For pictures whose mark does not survive their own encoding otherwise: small or empty ones.
  public static let strong = QualityFloor(score: 72, psnr: 39.5, ssim: 0.98, maximumGain: 1.8)

  /// The same floor for a picture of which `side` pixels are 512 units: a small picture's file scores
  /// less far below its pixels than a large one's, which leaves room.
  func fitted(side: Double) -> QualityFloor {
    var floor = self
    floor.score -= 0.8 * (1 - ToneMap.largeness(side: side))
    return floor
  }

  /// The factor by which a mark of these measures could grow (above 1) or must shrink. An error's
  /// square goes with the square of the gain; what the score lacks of 100 is nearly in proportion
  /// to it.
  func headroom(score: Double, psnr: Double, ssim: Double) -> Double {
    min(
      (100 - self.score) / max(0.5, 100 - score),
      min(pow(10, (psnr - self.psnr) / 20), headroom(ssim: ssim)))
  }

  /// The same factor for structural similarity alone.
  func headroom(ssim: Double) -> Double {
    ((1 - self.ssim) / max(1e-6, 1 - ssim)).squareRoot()
  }
}
