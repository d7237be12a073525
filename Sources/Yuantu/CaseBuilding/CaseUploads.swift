import Cases
import Codecs
import Trust
import Wording

/// The pictures for the form's upload, in their order.
struct CaseUploads {
  /// One of them.
  struct Upload {
    let name: String
    let words: LocalizedText
    let content: PackageEntry.Content
    let derivedFrom: Digest?
    let bytes: Int
  }

  private(set) var uploads: [Upload] = []
  /// Pages of the report that are uploaded at most.
  private static let mostReportPages = 3

  /// Fits everything into the form; what does not fit is noted in `preflight`.
  init(_ material: CaseMaterial, preflight: inout Preflight, limits: DecodeLimits) {
    let form = material.request.form
    let pages = material.reportFiles.files.filter { $0.pageLanguage == form.reportLanguage }
      .prefix(Self.mostReportPages)
    let room = max(1, (form.files?.maximum ?? .max) - pages.count)
    let candidates = material.originals + material.setPictures
    for candidate in candidates.prefix(room) where !candidate.findings.contains(.notDecodable) {
      add(candidate, form.uploads, &preflight, limits)
    }
    if candidates.count > room {
      preflight.add(
        .amber, "files.tooMany", "", "表格最多 \(form.files?.maximum ?? 0) 个文件，其余套图未放入上传文件夹。",
        "The form takes at most \(form.files?.maximum ?? 0) files; the other set pictures were left out."
      )
    }
    guard form.uploads.formats.contains(.jpeg) else { return }
    for page in pages {
      uploads.append(
        Upload(
          name: "\(number)_report.jpg", words: LocalizedText("核验报告", "report of the check"),
          content: .bytes(page.bytes), derivedFrom: nil, bytes: page.bytes.count))
    }
  }

  private var number: String {
    let next = uploads.count + 1
    return next < 10 ? "0\(next)" : "\(next)"
  }

  private mutating func add(
    _ candidate: Candidate, _ rules: CaseForm.Uploads, _ preflight: inout Preflight,
    _ limits: DecodeLimits
  ) {
    do {
      switch try UploadFitter.fit(candidate, rules, limits: limits) {
      case .exact:
        let ending = candidate.format == ImageFormat.jpeg.rawValue ? "jpg" : candidate.format
        uploads.append(
          Upload(
            name: "\(number)_\(candidate.role.rawValue).\(ending)",
            words: candidate.role == .original
              ? LocalizedText("原图，逐字节未改", "original, byte for byte")
              : LocalizedText("套图，逐字节未改", "picture of the set, byte for byte"),
            content: .file(candidate.path, sha256: candidate.sha256), derivedFrom: nil,
            bytes: candidate.size))
      case .derived(let bytes, let keepsExif):
        let kept =
          keepsExif ? LocalizedText("保留 EXIF", "EXIF kept") : LocalizedText("无 EXIF", "no EXIF")
        uploads.append(
          Upload(
            name: "\(number)_\(candidate.role.rawValue)_derived-copy.jpg",
            words: LocalizedText(
              "派生副本（\(kept.text(in: .simplifiedChinese))），原图 SHA-256 \(candidate.sha256.hex)",
              "derived copy (\(kept.text(in: .english))) of SHA-256 \(candidate.sha256.hex)"),
            content: .bytes(bytes), derivedFrom: candidate.sha256, bytes: bytes.count))
        if !keepsExif {
          preflight.add(
            .amber, "original.exifLost", candidate.fileName, "派生副本放不下 EXIF。",
            "EXIF does not fit the derived copy.")
        }
      }
    } catch {
      let problem = Problem(any: error, path: candidate.path)
      preflight.add(
        .red, "original.notFitted", candidate.fileName,
        "无法放进表格的限制：" + problem.message(in: .simplifiedChinese),
        "It cannot be fitted: " + problem.message(in: .english))
    }
  }
}
