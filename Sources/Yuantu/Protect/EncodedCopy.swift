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

  /// What the difference between two lossy files may be at most.
  public struct Limit: Sendable {
    let score: Double
    let ssim: Double

    /// Where nothing speaks against it. Pictures then score 80 on average, and none below 70.
    public static let standard = Limit(score: 80, ssim: 0.98)
    /// For copies that nothing much will happen to.
    public static let discreet = Limit(score: 87, ssim: 0.985)
    /// For copies whose mark would not outlive a mild platform otherwise.
    static let robust = Limit(score: 75, ssim: 0.98)
    /// For copies whose mark does not survive their own encoding otherwise.
    public static let strong = Limit(score: 70.5, ssim: 0.98)

    /// By what factor the gain of `copy` could grow (above 1) or must shrink to meet the limit.
    func headroom(of copy: EncodedCopy) -> Double {
      min(
        (100 - score) / max(0.5, 100 - copy.score),
        ((1 - ssim) / max(1e-6, 1 - copy.ssim)).squareRoot())
    }

    /// Whether `copy` is the better one: the stronger of two that meet the limit. Part of the
    /// difference between two lossy files does not go with the mark; when neither meets the limit it
    /// is the weaker.
    func prefers(_ copy: EncodedCopy, to other: EncodedCopy) -> Bool {
      let (meets, otherMeets) = (headroom(of: copy) >= 1, headroom(of: other) >= 1)
      guard meets == otherMeets else { return meets }
      return meets == (copy.marked.gain > other.marked.gain)
    }
  }

  /// Puts `mark` on `image`, as strongly as may be, and encodes it: within `floor` for what is encoded
  /// without loss, within `limit` and what `floor` says of errors for other files. `stopwatch` is told
  /// how long writing and reading files took.
  public static func make(
    _ image: SourceImage, settings: EncodeSettings, limits: DecodeLimits, mark: PreparedMark,
    floor: QualityFloor, limit: Limit, codecs stopwatch: Stopwatch = Stopwatch { 0 }
  ) throws -> EncodedCopy {
    let encoder = CopyEncoder(
      image: image, settings: settings, limits: limits, stopwatch: stopwatch)
    guard settings.isLossy else {
      let (marked, score) = try mark.strongest(within: floor)
      return try encoder.copy(of: marked, score: score)
    }
    var unmarked: UnmarkedFile?
    func copy(gain: Double) throws -> EncodedCopy {
      try encoder.copy(of: mark.marked(gain: gain, within: floor), against: &unmarked)
    }
    var gain = mark.expectedGain(score: limit.score) * lossyShare
    var latest = try copy(gain: gain)
    var best = latest
    for _ in 1..<attempts {
      let headroom = limit.headroom(of: latest)
      let isLimited = headroom < tolerance || latest.marked.gain < 0.999 * gain
      if headroom >= 1, isLimited { break }
      gain = latest.marked.gain * min(max(0.99 * headroom, 0.6), 1.5)
      latest = try copy(gain: gain)
      if limit.prefers(latest, to: best) { best = latest }
    }
    return best
  }

  /// Gains tried at most; the first or second is nearly always close enough.
  private static let attempts = 4
  /// What a lossy file leaves of the gain at which the pixels would just have the score.
  private static let lossyShare = 0.92
  /// A mark that could grow by less than this factor is strong enough.
  private static let tolerance = 1.07
}

extension EncodeSettings {
  var isLossy: Bool {
    switch format {
    case .png: false
    case .webp: !webpIsLossless
    case .jpeg, .heic, .avif: true
    }
  }
}
