import Catalogue
import Codecs
import Marking
import Matching
import Pixels
import Trust

/// The bytes of an issued copy, before its manifest is put in.
struct MarkedCopy {
  let bytes: [UInt8]
  let digest: Digest
  let size: Size
  let contentHash: [UInt8]
  let preview: [UInt8]
  let fingerprint: String?
  let format: ImageFormat
  let quality: CopyReport.Quality
  let findings: [FindingCode]

  /// Marks `image` with `payload` and encodes it, then reads the mark back from the encoded file:
  /// a copy whose mark cannot be read is refused. `manifestBytes` are left free below a ceiling.
  static func make(
    _ image: SourceImage, settings: EncodeSettings, payload: UInt64, shop: Shop,
    request: ProtectRequest
  ) throws -> MarkedCopy {
    let payload = MarkPayload(payload)
    let detector = Detector(key: shop.markKey)
    let mark = try Embedder(key: shop.markKey, keepsWhite: request.keepsWhite)
      .prepare(payload, in: image.raster)
    var fragile: (copy: EncodedCopy, findings: [FindingCode])?
    for (floor, limit) in attempts {
      let copy = try EncodedCopy.make(
        image, settings: settings, limits: request.limits, mark: mark, floor: floor, limit: limit)
      guard detector.detect(in: copy.output)?.payload == payload else { continue }
      let findings = findings(image, settings) + (floor == .standard ? [] : [.markStrong])
      if try survivesPlatform(copy.output, payload, detector) {
        return try MarkedCopy(copy, settings, findings: findings)
      }
      // A mark that lasts is worth some points of quality, but not those that show.
      if fragile == nil || floor == .standard { fragile = (copy, findings) }
      if floor == .standard, limit.score < EncodedCopy.Limit.standard.score { break }
    }
    if let fragile {
      return try MarkedCopy(
        fragile.copy, settings, findings: fragile.findings + [.markFragile])
    }
    if request.keepsWhite {
      throw MarkingError(code: .whiteLeavesNoRoom, detail: "not readable after encoding")
    }
    throw Problem.markNotReadable
  }

  /// Tried in turn until a mark is read that would outlive a platform.
  private static let attempts: [(QualityFloor, EncodedCopy.Limit)] = [
    (.standard, .standard), (.standard, .robust), (.strong, .strong),
  ]

  /// Whether the mark is still read after what the mildest of platforms does: 60 % of the size, JPEG
  /// of quality 75.
  private static func survivesPlatform(
    _ raster: Raster, _ payload: MarkPayload, _ detector: Detector
  ) throws -> Bool {
    let size = Size(
      width: max(1, raster.size.width * 3 / 5), height: max(1, raster.size.height * 3 / 5))
    return detector.detect(in: try PlatformPass.applied(to: raster, size: size))?.payload == payload
  }

  private init(
    _ copy: EncodedCopy, _ settings: EncodeSettings, findings: [FindingCode]
  ) throws {
    bytes = copy.bytes
    digest = Digest.sha256(bytes)
    size = copy.output.size
    contentHash = PerceptualHash(copy.output.luma).bytes
    preview = try Preview.make(copy.output)
    fingerprint = SoftBinding.fingerprint(of: copy.output)
    format = settings.format
    quality = CopyReport.Quality(
      score: copy.score, psnr: copy.marked.psnr, ssim: copy.ssim, gain: copy.marked.gain)
    self.findings = findings
  }

  /// What the catalogue keeps of it as the file it became.
  func entry(of file: [UInt8]) -> CopyOutput {
    CopyOutput(
      sha256: Digest.sha256(file).bytes, size: file.count, format: format.rawValue,
      pixelWidth: size.width, pixelHeight: size.height, contentHash: contentHash,
      preview: preview)
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
