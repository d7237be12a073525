public import Codecs
import Files
import Pixels
import Trust

/// What a platform and a thief make of an issued copy, for trying whether it is recognised: 760 pixels wide, JPEG of quality
/// 75, no metadata.
public enum TrialCopy {
  private static let width = 760
  private static let quality = 75

  /// Writes the trial of the picture at `path` to `output`; one that is there is replaced.
  public static func write(
    of path: String, to output: String, limits: DecodeLimits
  ) throws(Problem) {
    do {
      let bytes = try FileBytes.read(path, atMost: limits.maximumFileBytes)
      let raster = try SourceImage.decode(bytes, limits: limits).analysisRaster().onWhite
      let scale = min(1, Double(width) / Double(raster.size.width))
      let size = Size(
        width: max(1, Int((Double(raster.size.width) * scale).rounded())),
        height: max(1, Int((Double(raster.size.height) * scale).rounded())))
      let small = size == raster.size ? raster : Resampler(from: raster.size, to: size)(raster)
      try AtomicFile.write(
        try ImageEncoder.encode(
          small, metadata: ImageMetadata(),
          settings: EncodeSettings(format: .jpeg, jpegQuality: .quality(quality))),
        to: output, replacing: true)
    } catch { throw Problem(any: error, path: path) }
  }
}
