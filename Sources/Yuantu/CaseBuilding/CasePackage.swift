import Cases
import Catalogue
import Codecs
import Files
import Manifests
import Reports
import Trust
import Wording

/// Lays a case out as a package of one of the two forms.
struct CasePackage {
  private static let previewSide = 400

  let material: CaseMaterial
  let uploads: [CaseUploads.Upload]
  let items: [PreflightItem]
  let form: PackageForm
  let shop: Shop
  let limits: DecodeLimits
  let now: Int64
  let timeText: @Sendable (Int64) -> String

  func package() throws -> Package {
    let records = try records()
    let readme = CaseReadme(
      material: material, uploads: form == .platform ? uploads : [], items: items, form: form,
      now: now, timeText: timeText)
    var entries = [
      PackageEntry(
        path: "00_README.txt", role: .readme, words: LocalizedText("先看这里", "read this first"),
        content: .bytes(Array(readme.text.utf8)))
    ]
    entries += material.reportFiles.files.map {
      PackageEntry(
        path: "01_report/\($0.name)", role: .report, words: LocalizedText("核验报告", "report"),
        content: .bytes($0.bytes))
    }
    if form == .platform {
      entries += uploads.map {
        PackageEntry(
          path: "02_upload/\($0.name)", role: .upload, words: $0.words, content: $0.content,
          derivedFrom: $0.derivedFrom)
      }
    }
    entries += try comparisons()
    entries += try suspects()
    entries += try originals(records)
    if form == .platform { entries += try sources() + rights() }
    entries += CasePapers(facts: material.facts, shop: shop.name).files.map {
      PackageEntry(
        path: "08_statements/\($0.name)", role: .statement, words: $0.words,
        content: .bytes(Array($0.text.utf8)))
    }
    entries.append(
      PackageEntry(
        path: "10_log/log.json", role: .log,
        words: LocalizedText(
          "步骤、版本、参数、期限及其来源", "steps, version, parameters, limits and their sources"),
        content: .bytes(try CaseLog(material: material, items: items, now: now).file())))
    return Package(
      name: name, form: form, kind: material.request.form.kind.rawValue,
      platform: material.request.form.platform, shop: shop.name, createdAt: now,
      generator: "yuantu \(Version.number)", entries: entries, records: records.map(\.record))
  }

  /// `20261124_pdd_appeal_618231_platform`: the day, and what of the link or number is ASCII.
  private var name: String {
    let day = (UniversalTime.text(unixMilliseconds: now) ?? "").prefix(10).filter { $0 != "-" }
    let request = material.request
    let digits = (request.reference ?? request.goodsLink ?? "").split {
      !$0.isASCII || !$0.isNumber
    }
    .max { $0.count < $1.count }
    let subject = digits.map { String($0.prefix(24)) } ?? String(material.report.number.suffix(8))
    return [
      day, request.form.platform, request.form.kind.rawValue, subject, form.rawValue,
    ].joined(separator: "_")
  }

  private struct NamedRecord {
    let subject: Digest
    let record: PackageRecord
  }

  /// The records of the traced copies and of their originals.
  private func records() throws -> [NamedRecord] {
    var records: [NamedRecord] = []
    func add(_ subject: Digest, _ record: PackageRecord?) {
      if let record, !records.contains(where: { $0.record.id == record.id }) {
        records.append(NamedRecord(subject: subject, record: record))
      }
    }
    for original in material.originals where original.recordID != nil {
      add(
        original.sha256,
        try shop.packageRecord(ofOriginal: original.sha256, form: form))
    }
    for suspect in material.suspects where suspect.verdict.isTraced {
      guard let match = suspect.verdict.match, !match.copyID.isEmpty,
        let output = try shop.store.copy(id: match.copyID)?.output,
        let sha256 = Digest(bytes: output.sha256)
      else { continue }
      add(sha256, try shop.packageRecord(ofCopy: match.copyID, form: form))
    }
    return records
  }

  private func comparisons() throws -> [PackageEntry] {
    var entries: [PackageEntry] = []
    for (index, examination) in material.report.examinations.enumerated() {
      guard
        let jpeg = try SideBySidePage.jpeg(
          examination, position: material.suspects[index].position)
      else { continue }
      entries.append(
        PackageEntry(
          path: "03_compare/\(number(index))_compare.jpg", role: .comparison,
          words: LocalizedText("并排对照", "side by side"), content: .bytes(jpeg)))
    }
    return entries
  }

  /// The pictures in question as they were supplied; for the other side without what they may say of
  /// devices and places.
  private func suspects() throws -> [PackageEntry] {
    var entries: [PackageEntry] = []
    for (index, suspect) in material.suspects.enumerated() {
      guard
        let bytes = try? FileBytes.read(suspect.verdict.path, atMost: limits.maximumFileBytes)
      else { continue }
      let digest = Digest.sha256(bytes)
      let ending = Self.ending(of: bytes)
      let facts = (try? SourceImage.decode(bytes, limits: limits))?.metadata.exif
        .flatMap { ExifFacts.read(exif: $0) }
      let isPrivate = facts.map { $0.hasLocation || $0.bodySerialNumber != nil } ?? false
      let words = LocalizedText(
        "被检图（原样保存），\(suspect.position ?? "位置未写")",
        "picture in question, as supplied; \(suspect.position ?? "position not given")")
      if form == .platform || !isPrivate {
        entries.append(
          PackageEntry(
            path: "04_suspect/\(number(index))_suspect.\(ending)", role: .suspect, words: words,
            content: .bytes(bytes)))
      } else if let preview = ReportPicture(file: bytes, limits: limits) {
        entries.append(
          PackageEntry(
            path: "04_suspect/\(number(index))_preview.jpg", role: .preview,
            words: LocalizedText("被检图的预览", "preview of the picture in question"),
            content: .bytes(preview.jpeg), derivedFrom: digest))
      }
    }
    return entries
  }

  private func originals(_ records: [NamedRecord]) throws -> [PackageEntry] {
    var entries: [PackageEntry] = []
    for (index, original) in material.originals.enumerated() {
      let record = records.first { $0.subject == original.sha256 }?.record.id
      if form == .platform {
        let ending = original.format == ImageFormat.jpeg.rawValue ? "jpg" : original.format
        entries.append(
          PackageEntry(
            path: "06_originals/\(number(index))_original.\(ending)", role: .original,
            words: LocalizedText("原图，逐字节未改", "original, byte for byte"),
            content: .file(original.path, sha256: original.sha256), record: record))
      } else if let bytes = try? FileBytes.read(original.path, atMost: limits.maximumFileBytes),
        let preview = ReportPicture(file: bytes, limits: limits, longestSide: Self.previewSide)
      {
        entries.append(
          PackageEntry(
            path: "06_originals/\(number(index))_preview.jpg", role: .preview,
            words: LocalizedText(
              "原图预览，原图 SHA-256 \(original.sha256.hex)",
              "preview of the original with SHA-256 \(original.sha256.hex)"),
            content: .bytes(preview.jpeg), derivedFrom: original.sha256, record: record))
      }
    }
    return entries
  }

  /// The exports that the traced copies were made from, where they are no originals themselves: with them
  /// and the disclosed key the copy's own layer of the mark is found far more surely.
  private func sources() throws -> [PackageEntry] {
    var seen = Set(material.originals.map(\.sha256))
    var entries: [PackageEntry] = []
    for match in material.suspects.filter(\.verdict.isTraced).compactMap(\.verdict.match) {
      guard !match.copyID.isEmpty,
        let copy = try shop.store.copy(id: match.copyID),
        let sha256 = Digest(bytes: copy.pictureSHA256), seen.insert(sha256).inserted,
        let picture = try shop.store.picture(sha256: copy.pictureSHA256),
        let bytes = try? FileBytes.read(picture.path, atMost: limits.maximumFileBytes),
        Digest.sha256(bytes) == sha256
      else { continue }
      let ending = Self.ending(of: bytes)
      entries.append(
        PackageEntry(
          path: "06_originals/\(number(entries.count))_source.\(ending)", role: .source,
          words: LocalizedText(
            "加水印前的导出图，逐字节未改", "the export before it was marked, byte for byte"),
          content: .file(picture.path, sha256: sha256)))
    }
    return entries
  }

  private func rights() -> [PackageEntry] {
    material.request.rights.enumerated().map { index, path in
      let name = FoundFile.name(of: path)
      let ending = name.lastIndex(of: ".").map { name[name.index(after: $0)...].lowercased() } ?? ""
      let isPlain = !ending.isEmpty && ending.utf8.allSatisfy { (0x30...0x7A).contains($0) }
      return PackageEntry(
        path: "07_rights/\(number(index))_paper.\(isPlain ? ending : "bin")", role: .rights,
        words: LocalizedText("用户提供，未检验：\(name)", "supplied by the user, not checked: \(name)"),
        content: .file(path, sha256: nil))
    }
  }

  private static func ending(of bytes: [UInt8]) -> String {
    ImageFormat.detect(bytes).map { $0 == .jpeg ? "jpg" : $0.rawValue } ?? "bin"
  }

  private func number(_ index: Int) -> String { index < 9 ? "0\(index + 1)" : "\(index + 1)" }
}
