public import Codecs
public import Marking
public import Pixels

/// A marked picture as the file has it, and how it differs from the unmarked picture encoded in the
/// same way: that is the difference a buyer could see.
public struct EncodedCopy {
  /// The marked picture before it was encoded.
  public let marked: MarkedPicture
  /// The file.
  public let bytes: [UInt8]
  /// What a reader of the file sees, in sRGB.
  public let output: Raster
  /// The score of SSIMULACRA 2 against the unmarked file.
  public let score: Double
  /// The structural similarity of the two files' luma.
  public let ssim: Double

  /// What the difference between the two files may be at most.
  public struct Limit: Sendable {
    let score: Double
    let ssim: Double

    /// Where nothing speaks against it. Pictures then score 80 on average, and none below 70.
    public static let standard = Limit(score: 80, ssim: 0.98)
    /// For copies whose mark would not outlive a mild platform otherwise.
    static let robust = Limit(score: 75, ssim: 0.98)
    /// For copies whose mark does not survive their own encoding otherwise.
    static let strong = Limit(score: 70.5, ssim: 0.98)

    /// By what factor the gain of `copy` should change to meet the limit, or nil when it does. Part of
    /// the difference between two lossy files does not go with the mark, so it may take more than one.
    func factor(for copy: EncodedCopy) -> Double? {
      guard copy.score < score || copy.ssim < ssim else { return nil }
      let byScore = (100 - score - 0.5) / (100 - copy.score)
      let bySimilarity = ((1 - ssim - 0.0005) / max(1e-6, 1 - copy.ssim)).squareRoot()
      return max(min(byScore, bySimilarity, 1), 0.6)
    }
  }

  /// Marks and encodes `image`; with less gain where the file would differ too much.
  ///
  /// - Parameter embed: marks the picture within a quality floor.
  public static func make(
    _ image: SourceImage, settings: EncodeSettings, limits: DecodeLimits,
    floor: QualityFloor, limit: Limit,
    embed: (QualityFloor) throws -> MarkedPicture
  ) throws -> EncodedCopy {
    var floor = floor
    var copy = try EncodedCopy(try embed(floor), of: image, settings, limits)
    for _ in 0..<attempts {
      guard let factor = limit.factor(for: copy) else { break }
      floor.maximumGain = copy.marked.gain * factor
      copy = try EncodedCopy(try embed(floor), of: image, settings, limits)
    }
    return copy
  }

  /// Times the gain is lowered at most.
  private static let attempts = 3

  private init(
    _ marked: MarkedPicture, of image: SourceImage, _ settings: EncodeSettings,
    _ limits: DecodeLimits
  ) throws {
    self.marked = marked
    bytes = try ImageEncoder.encode(marked.raster, metadata: image.metadata, settings: settings)
    let decoded = try SourceImage.decode(bytes, limits: limits)
    output = try decoded.analysisRaster()
    guard settings.isLossy else {
      (score, ssim) = (marked.score, marked.ssim)
      return
    }
    var same = settings
    // A ceiling of bytes may be met by another quality without the mark.
    if let jpeg = decoded.jpeg { same.jpegQuality = .matching(jpeg) }
    let unmarked = try SourceImage.decode(
      try ImageEncoder.encode(image.raster, metadata: ImageMetadata(), settings: same),
      limits: limits
    ).raster
    score = Ssimulacra2(reference: unmarked, isSampled: true)(decoded.raster)
    ssim = StructuralSimilarity(reference: unmarked.luma, isSampled: true)(decoded.raster.luma)
  }
}

extension EncodeSettings {
  fileprivate var isLossy: Bool {
    switch format {
    case .png: false
    case .webp: !webpIsLossless
    case .jpeg, .heic, .avif: true
    }
  }
}
