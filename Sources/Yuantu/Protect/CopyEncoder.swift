import Codecs
import Marking
import Pixels

/// Writes marked versions of one picture as files, and says how they differ from the unmarked file.
struct CopyEncoder {
  let image: SourceImage
  let settings: EncodeSettings
  let limits: DecodeLimits
  /// How long reading and writing files took, for whoever wants to know what is left.
  let stopwatch: Stopwatch

  /// A file without loss, whose difference is that of the pixels.
  func copy(of marked: MarkedPicture, score: Double) throws -> EncodedCopy {
    let (bytes, decoded) = try file(marked)
    return EncodedCopy(
      marked: marked, bytes: bytes, output: try decoded.analysisRaster(), score: score,
      ssim: marked.ssim)
  }

  /// A lossy file. `unmarked` is what it is compared with, made anew where it was written otherwise.
  func copy(
    of marked: MarkedPicture, against unmarked: inout UnmarkedFile?
  ) throws -> EncodedCopy {
    let (bytes, decoded) = try file(marked)
    var same = settings
    // A ceiling of bytes may be met by another quality without the mark.
    if let jpeg = decoded.jpeg { same.jpegQuality = .matching(jpeg) }
    let reference: UnmarkedFile
    if let unmarked, unmarked.settings == same {
      reference = unmarked
    } else {
      reference = try UnmarkedFile(image, same, limits, stopwatch)
      unmarked = reference
    }
    let (score, ssim) = reference.judge(decoded.raster)
    return EncodedCopy(
      marked: marked, bytes: bytes, output: try decoded.analysisRaster(), score: score, ssim: ssim)
  }

  private func file(_ marked: MarkedPicture) throws -> (bytes: [UInt8], decoded: SourceImage) {
    try stopwatch.measure {
      let bytes = try ImageEncoder.encode(
        marked.raster, metadata: image.metadata, settings: settings)
      return (bytes, try SourceImage.decode(bytes, limits: limits))
    }
  }
}
