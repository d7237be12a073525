import Codecs
import Pixels

/// A small JPEG of a picture, kept in the catalogue for comparing content and for reports.
enum Preview {
  /// The geometric mean of the sides, in pixels; smaller pictures are not enlarged.
  static let meanSide = 160.0

  /// The preview of an sRGB raster.
  static func make(_ raster: Raster) throws(CodecError) -> [UInt8] {
    let scale = min(1, meanSide / raster.size.meanSide)
    let size = Size(
      width: max(1, Int((Double(raster.size.width) * scale).rounded())),
      height: max(1, Int((Double(raster.size.height) * scale).rounded())))
    return try ImageEncoder.encode(
      Resampler(from: raster.size, to: size)(raster), metadata: ImageMetadata(),
      settings: EncodeSettings(format: .jpeg, jpegQuality: .quality(85)))
  }

  /// The luma of a preview, or nil when its bytes are no picture.
  static func luma(_ bytes: [UInt8]) -> Plane? {
    let limits = DecodeLimits(maximumPixels: 1 << 22, maximumFileBytes: 1 << 22)
    return (try? SourceImage.decode(bytes, limits: limits))?.raster.luma
  }
}
