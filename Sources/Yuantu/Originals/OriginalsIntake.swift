import Catalogue
public import Codecs
import Files
import Glibc
import Manifests
import Matching
import Pixels
import Trust

/// Takes originals into a shop's catalogue: hash, EXIF facts, a small preview, and a signed record
/// that the file existed. The files are only read.
public struct OriginalsIntake: Sendable {
  private let shop: Shop
  private let surroundings: Surroundings

  /// Takes originals in for `shop`.
  public init(shop: Shop, surroundings: Surroundings) {
    self.shop = shop
    self.surroundings = surroundings
  }

  /// What became of one file.
  public struct Report: Sendable {
    /// Whether the catalogue had it.
    public enum Status: String, Sendable {
      /// New.
      case added
      /// Known, seen at this path before.
      case known
      /// Known from another path.
      case knownElsewhere = "known-elsewhere"
    }

    /// Whether the catalogue had it.
    public let status: Status
    /// The file.
    public let path: String
    /// SHA-256 of its content, hexadecimal.
    public let sha256: String
    /// Its format, such as `jpeg` or `raw`.
    public let format: String
    /// The camera or phone by EXIF, self-stated; nil when it names none.
    public let device: String?
    /// Reasons why a platform may not take it for an original.
    public let findings: [FindingCode]
  }

  /// Walks `paths` and takes in every picture file; `tell` hears of each file once.
  public func add(
    _ paths: [String], limits: DecodeLimits, jobs: Int,
    tell: (Int, Result<Report, Problem>) -> Void
  ) async {
    let (files, problems) = FolderWalk.files(under: paths)
    let total = files.count + problems.count
    for problem in problems { tell(total, .failure(Problem(problem))) }
    let indexing = PictureIndexing.forRegistration(shop)
    await Batch.run(files, jobs: jobs) { file in
      Result { () throws(Problem) in try take(file, limits, indexing) }
    } finished: {
      tell(total, $0)
    }
    do { try indexing.finish() } catch {
      tell(total, .failure(Problem(any: error, path: shop.home.index)))
    }
  }

  private func take(
    _ file: FoundFile, _ limits: DecodeLimits, _ indexing: PictureIndexing
  ) throws(Problem) -> Report {
    do {
      let (digest, facts) = try Digest.ofFile(file.path)
      if let known = try shop.store.original(sha256: digest.bytes) {
        let addition = try shop.store.addOriginal(
          known.seen(at: file.path), record: nil)
        try completeIndex(of: known, file, limits, indexing)
        return Report(
          status: addition == .known ? .known : .knownElsewhere, path: file.path,
          sha256: digest.hex, format: known.format, device: known.device,
          findings: known.findings.compactMap(FindingCode.init(rawValue:)))
      }
      let (entry, camera, picture) = try describe(file, digest, facts, limits)
      try shop.requireValidCertificate(at: entry.addedAt)
      let manifest = try IngestManifest(
        shop: shop, entry: entry, camera: camera,
        fingerprint: picture.flatMap(SoftBinding.fingerprint), random: surroundings.random
      ).signed()
      let record = try RecordEntry(manifest, kind: .original, recordedAt: entry.addedAt)
      let addition = try shop.store.addOriginal(entry, record: record)
      if let picture {
        try indexing.add(picture, sha256: entry.sha256, at: entry.addedAt)
      }
      return Report(
        status: addition == .added ? .added : .known, path: file.path, sha256: digest.hex,
        format: entry.format, device: entry.device,
        findings: entry.findings.compactMap(FindingCode.init(rawValue:)))
    } catch { throw Problem(any: error, path: file.path) }
  }

  /// What a run that was killed had registered and not yet written to the index.
  private func completeIndex(
    of known: OriginalEntry, _ file: FoundFile, _ limits: DecodeLimits,
    _ indexing: PictureIndexing
  ) throws {
    guard known.pixelWidth != nil, !indexing.isComplete(known.sha256) else { return }
    let bytes = try FileBytes.read(file.path, atMost: limits.maximumFileBytes)
    guard Digest.sha256(bytes).bytes == known.sha256 else {
      throw FilesError(.changedWhileReading, path: file.path, detail: "changed after hashing")
    }
    try indexing.add(
      try SourceImage.decode(bytes, limits: limits).analysisRaster(), sha256: known.sha256,
      at: surroundings.now())
  }

  private func describe(
    _ file: FoundFile, _ digest: Digest, _ facts: FileFacts, _ limits: DecodeLimits
  ) throws -> (entry: OriginalEntry, camera: CameraManifest?, picture: Raster?) {
    let now = surroundings.now()
    let head = try FileBytes.head(file.path, count: 4096)
    if let kind = ImageFormat.detect(head) == nil ? SourceFileKind.detect(head) : nil {
      let camera = try cameraManifest(in: file, kind, digest, facts, limits, at: now)
      let entry = OriginalEntry(
        sha256: digest.bytes, size: Int(facts.size), path: file.path, fileName: file.name,
        mediaType: kind.mediaType, format: kind.rawValue,
        findings: ([.notDecodable] + camera.findings).map(\.rawValue).sorted(), addedAt: now)
      return (entry, camera.manifest, nil)
    }
    let bytes = try FileBytes.read(file.path, atMost: limits.maximumFileBytes)
    guard Digest.sha256(bytes) == digest else {
      throw FilesError(.changedWhileReading, path: file.path, detail: "changed after hashing")
    }
    let image = try SourceImage.decode(bytes, limits: limits)
    let picture = try image.analysisRaster()
    let exif = image.metadata.exif.flatMap { ExifFacts.read(exif: $0) }
    let isAfterClock =
      exif?.dateTimeOriginal.map { Originality.isAfterClock($0, now: now) } ?? false
    let camera = CameraManifests.find(in: bytes, at: now / 1000)
    let entry = OriginalEntry(
      sha256: digest.bytes, size: bytes.count, path: file.path, fileName: file.name,
      mediaType: image.format.mediaType, format: image.format.rawValue,
      pixelWidth: picture.size.width, pixelHeight: picture.size.height,
      exifJSON: exif.flatMap { ExifSummary($0).json },
      findings: (Originality.findings(image) + image.notices.map { FindingCode($0) }
        + (isAfterClock ? [.timeAfterClock] : []) + camera.findings)
        .map(\.rawValue).sorted(),
      contentHashes: CropHashes.hashes(of: picture.luma.shrunk(toMeanSide: 256))
        .flatMap(\.bytes), preview: try Preview.make(picture), addedAt: now)
    return (entry, camera.manifest, picture)
  }

  /// What the camera signed into a file that is not decoded. One of a kind that carries no manifest, or too
  /// large to be read as a whole, is not read.
  private func cameraManifest(
    in file: FoundFile, _ kind: SourceFileKind, _ digest: Digest, _ facts: FileFacts,
    _ limits: DecodeLimits, at now: Int64
  ) throws -> (manifest: CameraManifest?, findings: [FindingCode]) {
    guard kind.mayCarryManifest, Int(facts.size) <= limits.maximumFileBytes else {
      return (nil, [])
    }
    let bytes = try FileBytes.read(file.path, atMost: limits.maximumFileBytes)
    let camera = CameraManifests.find(in: bytes, at: now / 1000)
    guard camera.manifest == nil || Digest.sha256(bytes) == digest else {
      throw FilesError(.changedWhileReading, path: file.path, detail: "changed after hashing")
    }
    return camera
  }
}

extension OriginalEntry {
  /// The maker and model that EXIF names.
  fileprivate var device: String? {
    guard let exif = ExifSummary.parse(exifJSON), let model = exif.model ?? exif.make else {
      return nil
    }
    guard let make = exif.make, !model.lowercased().hasPrefix(make.lowercased()) else {
      return model
    }
    return "\(make) \(model)"
  }

  fileprivate func seen(at path: String) -> OriginalEntry {
    var copy = self
    copy.path = path
    copy.fileName = FoundFile.name(of: path)
    return copy
  }
}
