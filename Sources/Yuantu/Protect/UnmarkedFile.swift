import Codecs
import Pixels

/// The file that a picture would be without its mark: what marked files are compared with.
struct UnmarkedFile {
  let settings: EncodeSettings
  private let metric: Ssimulacra2
  private let similarity: StructuralSimilarity

  init(
    _ image: SourceImage, _ settings: EncodeSettings, _ limits: DecodeLimits,
    _ stopwatch: Stopwatch
  ) throws {
    self.settings = settings
    let raster = try stopwatch.measure {
      try SourceImage.decode(
        try ImageEncoder.encode(image.raster, metadata: ImageMetadata(), settings: settings),
        limits: limits
      ).raster
    }
    metric = Ssimulacra2(reference: raster, isSampled: true)
    similarity = StructuralSimilarity(reference: raster.luma, isSampled: true)
  }

  /// The score and the structural similarity of a file's pixels against this one's.
  func judge(_ raster: Raster) -> (score: Double, ssim: Double) {
    (metric(raster), similarity(raster.luma))
  }
}
