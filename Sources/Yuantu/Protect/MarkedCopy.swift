import Catalogue
import Codecs
import Marking
import Matching
import Pixels
import Trust

/// The bytes of an issued copy, before they are registered and written.
struct MarkedCopy {
  let bytes: [UInt8]
  let digest: Digest
  let entry: CopyOutput
  let format: ImageFormat
  let quality: CopyReport.Quality
  let findings: [FindingCode]

  /// Marks `image` with `payload` and encodes it, then reads the mark back from the encoded file:
  /// a copy whose mark cannot be read is refused.
  static func make(
    _ image: SourceImage, payload: UInt64, shop: Shop, request: ProtectRequest
  ) throws -> MarkedCopy {
    let payload = MarkPayload(payload)
    let settings = request.encodeSettings(for: image)
    for floor in [QualityFloor.standard, .strong] {
      let marked = try Embedder(key: shop.markKey, floor: floor).embed(payload, in: image.raster)
      let bytes = try ImageEncoder.encode(
        marked.raster, metadata: image.metadata, settings: settings)
      let output = try SourceImage.decode(bytes, limits: request.limits).analysisRaster()
      if Detector(key: shop.markKey).detect(in: output)?.payload == payload {
        return try MarkedCopy(
          bytes, output, marked, settings,
          findings: findings(image, settings) + (floor == .standard ? [] : [.markStrong]))
      }
    }
    throw Problem.markNotReadable
  }

  private init(
    _ bytes: [UInt8], _ output: Raster, _ marked: MarkedPicture, _ settings: EncodeSettings,
    findings: [FindingCode]
  ) throws {
    self.bytes = bytes
    digest = Digest.sha256(bytes)
    entry = CopyOutput(
      sha256: digest.bytes, size: bytes.count, format: settings.format.rawValue,
      pixelWidth: output.size.width, pixelHeight: output.size.height,
      contentHash: PerceptualHash(output.luma).bytes, preview: try Preview.make(output))
    format = settings.format
    quality = CopyReport.Quality(
      score: marked.score, psnr: marked.psnr, ssim: marked.ssim, gain: marked.gain)
    self.findings = findings
  }

  private static func findings(_ image: SourceImage, _ settings: EncodeSettings) -> [FindingCode] {
    var findings = image.notices.map(FindingCode.init).sorted { $0.rawValue < $1.rawValue }
    if !image.format.canEncode { findings.append(.formatChanged) }
    if !ImageEncoder.omittedParts(of: image.metadata, settings: settings).isEmpty {
      findings.append(.metadataOmitted)
    }
    return findings
  }
}
