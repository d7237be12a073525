public import Codecs

/// What a protect run is to do.
public struct ProtectRequest: Sendable {
  /// Files and folders of pictures to protect.
  public var paths: [String]
  /// Where the issued copies go; folders below `paths` are mirrored here.
  public var outputFolder: String
  /// The format of every output, or nil to keep each source's.
  public var format: ImageFormat?
  /// The compression of JPEG outputs.
  public var compression: Compression
  /// Whether pure white pixels stay exactly as they are.
  public var keepsWhite: Bool
  /// To whom the copies go, and the visible mark they get.
  public var delivery: Delivery
  /// Bounds for reading.
  public var limits: DecodeLimits
  /// How many pictures are worked on at once.
  public var jobs: Int
  /// Whether a file that ends before its picture does is refused (`codec.truncated`) rather than
  /// completed and remarked on.
  var refusesTruncated = false

  /// How a JPEG output is compressed.
  public enum Compression: Sendable, Hashable {
    /// Like the source.
    case matchingSource
    /// At this quality, 1 to 100.
    case quality(Int)
    /// At the best quality that stays within so many bytes.
    case atMost(bytes: Int)
  }

  /// A request with the usual bounds.
  public init(
    paths: [String], outputFolder: String, format: ImageFormat? = nil,
    compression: Compression = .matchingSource, keepsWhite: Bool = false,
    delivery: Delivery = Delivery(), limits: DecodeLimits = DecodeLimits(), jobs: Int = 1
  ) {
    self.paths = paths
    self.outputFolder = outputFolder
    self.format = format
    self.compression = compression
    self.keepsWhite = keepsWhite
    self.delivery = delivery
    self.limits = limits
    self.jobs = jobs
  }

  /// Identifies everything that changes the bytes of an output, so that one picture protected in
  /// two ways gets two marks.
  var variant: String {
    let compression =
      switch compression {
      case .matchingSource: "matching"
      case .quality(let quality): "quality=\(quality)"
      case .atMost(let bytes): "bytes=\(bytes)"
      }
    let white = keepsWhite ? ";keep-white" : ""
    return "yuantu.tones.1;\(format?.rawValue ?? "same");\(compression)\(white)"
  }

  /// How the picture is written when `count` bytes of the file are for something else.
  func encodeSettings(for source: SourceImage, reserving count: Int) -> EncodeSettings {
    var settings = EncodeSettings.matching(source, format: format)
    switch compression {
    case .matchingSource: break
    case .quality(let quality):
      settings.jpegQuality = .quality(quality)
      settings.webpQuality = quality
    case .atMost(let bytes): settings.jpegQuality = .atMost(bytes: max(1, bytes - count))
    }
    return settings
  }
}
