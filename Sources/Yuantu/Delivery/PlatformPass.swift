import Codecs
import Marking
import Pixels

/// What platforms do to a picture before anyone sees it: they make it smaller and compress it.
enum PlatformPass {
  /// The width at which marks are judged, in pixels: that of a picture in a list of goods.
  private static let judgedWidth = 500
  private static let quality = 75

  /// `raster` in `size`, after JPEG of quality 75.
  static func applied(to raster: Raster, size: Size) throws -> Raster {
    try compressed(Resampler(from: raster.size, to: size)(raster))
  }

  /// How well a visible mark can be read at a width of 500 pixels after JPEG of quality 75.
  static func legibility(
    of marked: VisiblyMarkedRaster, unmarked: Raster, mark: VisibleMark
  ) throws -> Legibility {
    let size = unmarked.size
    let scale = min(1, Double(judgedWidth) / Double(size.width))
    let small = Size(
      width: max(1, Int((Double(size.width) * scale).rounded())),
      height: max(1, Int((Double(size.height) * scale).rounded())))
    let resampler = Resampler(from: size, to: small)
    let shown = resampler(marked.raster.onWhite)
    let isText = if case .text = mark.subject { true } else { false }
    return Legibility(
      seen: try compressed(shown).luma, marked: shown.luma,
      unmarked: resampler(unmarked.onWhite).luma, boxes: marked.boxes.map { $0.scaled(by: scale) },
      emSize: marked.emSize * scale / (isText ? 1 : 6))
  }

  private static func compressed(_ raster: Raster) throws -> Raster {
    let bytes = try ImageEncoder.encode(
      raster, metadata: ImageMetadata(),
      settings: EncodeSettings(format: .jpeg, jpegQuality: .quality(quality)))
    return try SourceImage.decode(bytes).raster
  }
}

extension Region {
  fileprivate func scaled(by scale: Double) -> Region {
    func scaled(_ value: Int) -> Int { Int((Double(value) * scale).rounded()) }
    return Region(x: scaled(x), y: scaled(y), width: scaled(width), height: scaled(height))
  }
}
