import Catalogue
public import Codecs
import Files
import Manifests
import Matching
import Pixels
public import Reports
import Trust
public import Wording

/// Makes a report from verdicts.
public struct ReportBuilder: Sendable {
  private let shop: Shop
  private let limits: DecodeLimits
  private let surroundings: Surroundings

  /// Reports of `shop`.
  public init(shop: Shop, limits: DecodeLimits, surroundings: Surroundings) {
    self.shop = shop
    self.limits = limits
    self.surroundings = surroundings
  }

  /// A report on `verdicts`, in their order.
  public func report(
    on verdicts: [Verdict],
    question: LocalizedText = LocalizedText(
      "被检图是否来自本店登记的图片？", "Is the examined picture derived from a picture recorded by the shop?"),
    particulars: [Report.Row] = []
  ) throws(Problem) -> Report {
    do {
      let now = UniversalTime.text(unixMilliseconds: surroundings.now() / 1000 * 1000) ?? ""
      let examinations = try verdicts.map(examination)
      return Report(
        about: [shop.keyFingerprint] + examinations.map { $0.suspect.sha256 ?? $0.suspect.name },
        madeAt: now, requester: shop.name, question: question, particulars: particulars,
        examinations: examinations)
    } catch { throw Problem(any: error, path: nil) }
  }

  private func examination(_ verdict: Verdict) throws -> Examination {
    var examination = verdict.examination(
      suspect: try suspect(verdict.path), recorded: try verdict.match.map(recorded))
    if let match = verdict.match { examination.material = try material(behind: match) }
    examination.material += try conflicts(verdict)
    examination.changeMap = changeMap(verdict)
    return examination
  }

  private func suspect(_ path: String) throws -> ExaminedPicture {
    var picture = ExaminedPicture(name: FoundFile.name(of: path))
    guard let bytes = try? FileBytes.read(path, atMost: limits.maximumFileBytes) else {
      return picture
    }
    picture.describe(bytes, limits)
    return picture
  }

  /// The recorded picture: the file that was issued where it is still there, else the picture it was
  /// made from, else the small preview in the catalogue.
  private func recorded(_ match: Verdict.Match) throws -> ExaminedPicture {
    var picture = ExaminedPicture(name: String(match.picture.prefix(16)))
    var candidates: [(path: String, sha256: [UInt8])] = []
    var preview: [UInt8]?
    if let copy = match.copyID.isEmpty ? nil : try shop.store.copy(id: match.copyID),
      let output = copy.output
    {
      picture.sha256 = Hexadecimal.text(output.sha256)
      (picture.width, picture.height) = (output.pixelWidth, output.pixelHeight)
      picture.bytes = output.size
      candidates = match.outputs.map { ($0, output.sha256) }
      if let name = match.outputs.first { picture.name = FoundFile.name(of: name) }
      if let source = try shop.store.picture(sha256: copy.pictureSHA256) {
        candidates.append((source.path, source.sha256))
      }
      preview = output.preview
    } else if let original = try match.original.flatMap({ try shop.store.original(hex: $0) }) {
      picture.name = original.fileName
      picture.sha256 = Hexadecimal.text(original.sha256)
      (picture.width, picture.height) = (original.pixelWidth, original.pixelHeight)
      picture.bytes = original.size
      candidates = [(original.path, original.sha256)]
      preview = original.preview
    }
    if let destination = match.destination {
      picture.particulars.append(Report.Row(LocalizedText("交付给", "Issued for"), destination))
    }
    if let original = match.original, original != picture.sha256 {
      picture.particulars.append(
        Report.Row(
          LocalizedText("原图 SHA-256", "Original, SHA-256"), LocalizedText(original, original)))
    }
    for candidate in candidates {
      if let bytes = try? FileBytes.read(candidate.path, atMost: limits.maximumFileBytes),
        Digest.sha256(bytes).bytes == candidate.sha256,
        let shown = ReportPicture(file: bytes, limits: limits)
      {
        picture.picture = shown
        return picture
      }
    }
    picture.picture = preview.flatMap { ReportPicture(file: $0, limits: limits) }
    return picture
  }

  /// The other records of a conflict with their times and what those rest on; none is preferred.
  private func conflicts(_ verdict: Verdict) throws -> [Report.Row] {
    guard verdict.relation == .conflicting else { return [] }
    let label = LocalizedText("另一记录", "Other record")
    var rows: [Report.Row] = []
    if let other = verdict.otherRecord,
      let time = ReportedTime(other.recordedAt, .ownClock, "")
    {
      rows.append(
        Report.Row(
          label,
          LocalizedText(
            "被检文件自带他人的有效记录：自称“\(other.signer)”，由持有公钥指纹 \(other.keyFingerprint) 的一方签署。"
              + time.sentence.text(in: .simplifiedChinese),
            "The file carries a valid record of somebody who calls himself “\(other.signer)”, signed by "
              + "the holder of the key with fingerprint \(other.keyFingerprint). "
              + time.sentence.text(in: .english))))
    }
    let pictures = ([verdict.content?.best].compactMap { $0 } + (verdict.content?.others ?? []))
      .map(\.sha256)
    for sha256 in pictures
    where sha256 != verdict.match?.picture && sha256 != verdict.match?.original {
      guard let entry = try record(ofPicture: sha256) else { continue }
      let best = try TimeExamination(of: shop, now: surroundings.now())
        .evidence(ofRecord: entry).best
      guard
        let time = ReportedTime(
          best?.noLaterThan ?? entry.recordedAt, best?.kind ?? .ownClock, best?.authority ?? "")
      else { continue }
      rows.append(
        Report.Row(
          label,
          LocalizedText(
            "登记图 SHA-256 \(sha256)。" + time.sentence.text(in: .simplifiedChinese),
            "Recorded picture, SHA-256 \(sha256). " + time.sentence.text(in: .english))))
    }
    return rows
  }

  private func record(ofPicture hex: String) throws -> RecordEntry? {
    guard let sha256 = Hexadecimal.bytes(hex) else { return nil }
    let id =
      try shop.store.original(sha256: sha256)?.recordID
      ?? shop.store.copies(pictureSHA256: sha256).compactMap(\.recordID).first
    return try id.flatMap { try shop.store.record(id: $0) }
  }

  private func changeMap(_ verdict: Verdict) -> (picture: ReportPicture, words: LocalizedText)? {
    guard let bytes = try? FileBytes.read(verdict.path, atMost: limits.maximumFileBytes),
      let suspect = try? SourceImage.decode(bytes, limits: limits).analysisRaster()
    else { return nil }
    return Correspondence(verdict, suspect: suspect, ComparisonViews(shop.home))?
      .changeMap(of: suspect)
  }

  /// What the shop holds beside the recorded picture.
  private func material(behind match: Verdict.Match) throws -> [Report.Row] {
    let label = LocalizedText("原始材料", "Source material")
    guard let original = try match.original.flatMap({ try shop.store.original(hex: $0) }) else {
      return [
        Report.Row(
          label, LocalizedText("目录中没有与登记图对应的原图。", "The catalogue has no original for it."))
      ]
    }
    let shoot = try Shoot(of: original, in: shop.store)
    return [Report.Row(label, shoot.text)]
  }
}

extension ExaminedPicture {
  /// Fills in what a file's bytes tell.
  mutating func describe(_ file: [UInt8], _ limits: DecodeLimits) {
    bytes = file.count
    sha256 = Digest.sha256(file).hex
    guard let image = try? SourceImage.decode(file, limits: limits) else { return }
    (width, height) = (image.raster.size.width, image.raster.size.height)
    picture = (try? image.analysisRaster()).flatMap { try? ReportPicture($0) }
  }
}

extension ReportPicture {
  /// A small copy of a picture file; nil when it cannot be decoded.
  public init?(file: [UInt8], limits: DecodeLimits, longestSide: Int = Self.longestSide) {
    guard let image = try? SourceImage.decode(file, limits: limits),
      let raster = try? image.analysisRaster(),
      let picture = try? ReportPicture(raster, longestSide: longestSide)
    else { return nil }
    self = picture
  }
}

extension CatalogueStore {
  /// The original whose SHA-256 is written as `hex`.
  func original(hex: String) throws -> OriginalEntry? {
    guard let bytes = Hexadecimal.bytes(hex) else { return nil }
    return try original(sha256: bytes)
  }
}
