import Codecs
import Files
import Manifests
import Marking
import Pixels
import Trust

/// Shows what a protect run would do to the hardest pictures of a folder: visible and invisible mark, size and bytes, as
/// delivered. Nothing is registered; the mark's payload means nothing.
public struct ProtectionPreview: Sendable {
  private let shop: Shop

  /// Previews for `shop`.
  public init(shop: Shop) { self.shop = shop }

  /// What one picture came to for one target.
  public struct Sample: Sendable {
    /// In what way it is hard.
    public let kind: WorstPictures.Kind
    /// Its place below the path it was found under.
    public let relativePath: String
    /// The platform and its slot; empty where none was named.
    public let platform, slot: String
    /// The picture as it is, in the size of the slot, and as it would be delivered: JPEG files of equal size for looking at.
    public let before, after: [UInt8]
    /// Bytes of the file without its manifest.
    public let bytes: Int
    /// Columns and rows.
    public let width, height: Int
    /// What the mark costs.
    public let quality: CopyReport.Quality
    /// How well the visible mark can be read, 0…100; nil without one.
    public let legibility: Double?
    /// What there is to know about it.
    public let findings: [FindingCode]
  }

  /// Makes the samples, one for each of the hardest pictures and each platform; `tell` hears how many pictures of how many
  /// are done. What fails is a problem beside the others.
  public func samples(
    _ request: ProtectRequest, tell: (_ done: Int, _ total: Int) -> Void
  ) async throws(Problem) -> (samples: [Sample], problems: [Problem]) {
    try request.delivery.check()
    let worst = await WorstPictures(
      request.paths, limits: request.limits, jobs: request.jobs)
    var samples: [Sample] = []
    var problems = worst.problems
    var done = 0
    await Batch.run(worst.pictures, jobs: request.jobs) { kind, file in
      request.delivery.targets(forPath: file.relativePath).map { target in
        Result { () throws(Problem) in try sample(kind, file, target, request) }
      }
    } finished: { results in
      for result in results {
        switch result {
        case .success(let sample): samples.append(sample)
        case .failure(let problem): problems.append(problem)
        }
      }
      done += 1
      tell(done, worst.pictures.count)
    }
    let order = WorstPictures.Kind.allCases
    samples.sort {
      (order.firstIndex(of: $0.kind) ?? 0, $0.platform)
        < (order.firstIndex(of: $1.kind) ?? 0, $1.platform)
    }
    return (samples, problems)
  }

  private func sample(
    _ kind: WorstPictures.Kind, _ file: FoundFile, _ target: DeliveryTarget,
    _ request: ProtectRequest
  ) throws(Problem) -> Sample {
    do {
      let bytes = try FileBytes.read(file.path, atMost: request.limits.maximumFileBytes)
      let image = try SourceImage.decode(bytes, limits: request.limits)
      let plan = try DeliveryPlan(target, size: image.raster.size, request: request)
      let visible = try VisiblyMarkedPicture.make(
        image, digest: Digest.sha256(bytes), plan: plan, key: shop.markKey)
      let copy = try FittedCopy.make(
        visible, payload: 0, plan: plan, shop: shop, request: request,
        manifestBytes: ListingManifest.mostOwnBytes)
      let delivered = try SourceImage.decode(copy.bytes, limits: request.limits)
      let source = try image.analysisRaster()
      let size = delivered.raster.size
      return Sample(
        kind: kind, relativePath: file.relativePath, platform: plan.platform, slot: plan.slot,
        before: try Self.shown(
          source.size == size ? source : Resampler(from: source.size, to: size)(source)),
        after: try Self.shown(try delivered.analysisRaster()), bytes: copy.bytes.count,
        width: size.width, height: size.height, quality: copy.quality,
        legibility: visible.legibility?.score, findings: visible.findings + copy.findings)
    } catch { throw Problem(any: error, path: file.path).about(file.path) }
  }

  /// Fine enough that what is seen is the mark and not this file.
  private static func shown(_ raster: Raster) throws(CodecError) -> [UInt8] {
    try ImageEncoder.encode(
      raster.onWhite, metadata: ImageMetadata(),
      settings: EncodeSettings(format: .jpeg, jpegQuality: .quality(95)))
  }
}
