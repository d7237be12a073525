public import Codecs
public import Pixels

/// A picture as reports show it: small, in sRGB, without any metadata.
public struct ReportPicture: Sendable {
  /// The longer side at most, in pixels.
  public static let longestSide = 900

  /// The pixels.
  public let raster: Raster
  /// The same as a JPEG file.
  public let jpeg: [UInt8]

  /// A small copy of an sRGB raster.
  public init(_ raster: Raster, longestSide: Int = Self.longestSide) throws(CodecError) {
    let size = raster.size
    let scale = min(1, Double(longestSide) / Double(max(size.width, size.height)))
    let fitted = Size(
      width: max(1, Int((Double(size.width) * scale).rounded())),
      height: max(1, Int((Double(size.height) * scale).rounded())))
    let opaque = raster.onWhite
    self.raster = fitted == size ? opaque : Resampler(from: size, to: fitted)(opaque)
    jpeg = try ImageEncoder.encode(
      self.raster, metadata: ImageMetadata(),
      settings: EncodeSettings(format: .jpeg, jpegQuality: .quality(85)))
  }
}
