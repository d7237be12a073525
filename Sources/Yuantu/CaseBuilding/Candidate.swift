import Catalogue
import Codecs
import Files
import Pixels
import Trust

/// A file that may be uploaded as an original or as a further picture of its set.
struct Candidate: Sendable {
  /// What it is uploaded as.
  enum Role: String, Sendable {
    case original, set
  }

  let role: Role
  let path: String
  let fileName: String
  let size: Int
  let sha256: Digest
  let format: String
  let width: Int?
  let height: Int?
  let findings: Set<FindingCode>
  let exif: ExifSummary?
  /// The signed record about it.
  let recordID: [UInt8]?
  let addedAt: Int64?

  /// A registered original; nil when its file is gone or is another one now.
  init?(_ entry: OriginalEntry, as role: Role, in store: any CatalogueStore) throws {
    let paths = [entry.path] + (try store.paths(ofOriginal: entry.sha256))
    guard
      let path = paths.first(where: { (try? Digest.ofFile($0).0.bytes) == entry.sha256 }),
      let digest = Digest(bytes: entry.sha256)
    else { return nil }
    self.role = role
    self.path = path
    fileName = entry.fileName
    size = entry.size
    sha256 = digest
    format = entry.format
    (width, height) = (entry.pixelWidth, entry.pixelHeight)
    findings = Set(entry.findings.compactMap(FindingCode.init(rawValue:)))
    exif = ExifSummary.parse(entry.exifJSON)
    recordID = entry.recordID
    addedAt = entry.addedAt
  }

  /// A file that is not in the catalogue.
  init(file path: String, limits: DecodeLimits) throws {
    let bytes = try FileBytes.read(path, atMost: limits.maximumFileBytes)
    let image = try SourceImage.decode(bytes, limits: limits)
    role = .set
    self.path = path
    fileName = FoundFile.name(of: path)
    size = bytes.count
    sha256 = Digest.sha256(bytes)
    format = image.format.rawValue
    (width, height) = (image.raster.size.width, image.raster.size.height)
    findings = Set(Originality.findings(image))
    exif = image.metadata.exif.flatMap { ExifFacts.read(exif: $0) }.map { ExifSummary($0) }
    recordID = nil
    addedAt = nil
  }

  /// Whether its name is one that chat programs give: they send a smaller copy without EXIF.
  var hasChatName: Bool {
    let name = fileName.lowercased()
    return ["mmexport", "微信图片", "wx_camera", "qq图片", "-wa0", "dingtalk", "weixin"]
      .contains { name.contains($0) }
  }

  /// Whether its name is one that screenshots have.
  var hasScreenshotName: Bool {
    let name = fileName.lowercased()
    return ["screenshot", "截图", "截屏", "snipaste", "屏幕快照"].contains { name.contains($0) }
  }
}
