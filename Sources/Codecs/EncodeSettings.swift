/// How a picture is written.
public struct EncodeSettings: Sendable, Hashable {
  /// The file format; one whose `canEncode` holds.
  public var format: ImageFormat
  /// Compression of a JPEG.
  public var jpegQuality: JPEGQuality
  /// Whether a JPEG is progressive, unless `jpegQuality` is `.matching`, which says so itself.
  public var jpegIsProgressive: Bool
  /// Quality of a lossy WebP, 0...100.
  public var webpQuality: Int
  /// Whether a WebP is lossless.
  public var webpIsLossless: Bool
  /// `.grey` writes a JPEG or PNG of one channel of brightness (the luma of the raster); anything
  /// else writes RGB.
  public var colorModel: ColorModel

  /// Settings for `format`.
  public init(
    format: ImageFormat, jpegQuality: JPEGQuality = .quality(92), jpegIsProgressive: Bool = false,
    webpQuality: Int = 90, webpIsLossless: Bool = false, colorModel: ColorModel = .rgb
  ) {
    self.format = format
    self.jpegQuality = jpegQuality
    self.jpegIsProgressive = jpegIsProgressive
    self.webpQuality = webpQuality
    self.webpIsLossless = webpIsLossless
    self.colorModel = colorModel
  }

  /// Settings that write a picture as its source was written. The format is the source's own unless
  /// told otherwise; one that cannot be written (HEIC, AVIF) becomes JPEG. A JPEG from a JPEG takes
  /// over tables, sampling and scan order; from anything else it has quality 92. A lossless WebP
  /// stays lossless, any other has quality 90. Grey JPEG and PNG stay grey.
  public static func matching(
    _ source: SourceImage, format: ImageFormat? = nil
  ) -> EncodeSettings {
    let wanted = format ?? source.format
    var settings = EncodeSettings(format: wanted.canEncode ? wanted : .jpeg)
    settings.colorModel = source.colorModel == .grey ? .grey : .rgb
    settings.webpIsLossless = source.webpIsLossless
    if let jpeg = source.jpeg {
      settings.jpegQuality = .matching(jpeg)
      settings.jpegIsProgressive = jpeg.isProgressive
    }
    return settings
  }
}
