import Cases
public import Codecs
import Manifests
import Matching
import Pixels
public import Reports
import Trust
import Wording

/// Makes a report from the check of a package: nobody signs it, anybody can make it again.
public struct ReviewReport {
  /// As in the search by content, in pixels.
  private static let referenceSide = 1024
  /// Files that are named one by one.
  private static let mostNamed = 12

  private let review: PackageReview
  private let package: PackageReader
  private let time: Int64
  private let limits: DecodeLimits

  /// About `review`, which was made at `time` (unix milliseconds). Opens the package again, and throws
  /// when it is no longer the one that was checked.
  public init(_ review: PackageReview, time: Int64, limits: DecodeLimits) throws(Problem) {
    do throws(PackageError) { package = try PackageReader(review.path) } catch {
      throw Problem(error)
    }
    guard Digest.sha256(package.indexBytes) == review.digest else {
      throw Problem(
        code: "package.changed", path: review.path,
        text: LocalizedText("核对之后材料包又被改动", "the package was changed after it was checked"))
    }
    self.review = review
    self.time = time
    self.limits = limits
  }

  /// The report.
  public func report() throws(Problem) -> Report {
    do {
      let madeAt = UniversalTime.text(unixMilliseconds: time / 1000 * 1000) ?? ""
      var report = Report(
        about: [review.digest.hex], madeAt: madeAt,
        requester: review.index.shop,
        question: LocalizedText(
          "材料包是否完整未改动？被检图是否来自其中登记的图片？",
          "Is the package complete and unchanged, and are the examined pictures derived from those recorded "
            + "in it?"),
        particulars: particulars, examinations: try review.suspects.map(examination))
      report.review = Report.Review(package: review.index.name, time: madeAt)
      return report
    } catch { throw Problem(any: error, path: review.path) }
  }

  private var particulars: [Report.Row] {
    let passed = review.files.filter { $0.state == .pass }.count
    var rows = [
      Report.Row(
        LocalizedText("材料包", "Package"),
        LocalizedText(
          "\(review.index.name)；清单的 SHA-256：\(review.digest.hex)",
          "\(review.index.name); SHA-256 of the list: \(review.digest.hex)")),
      Report.Row(
        LocalizedText("核对", "Check"),
        review.isSound
          ? LocalizedText(
            "通过：\(passed) 个文件与签名的清单一致，签名与记录有效。",
            "Passed: \(passed) files agree with the signed list; signatures and records hold.")
          : LocalizedText(
            "未通过：\(review.files.count) 个文件中 \(passed) 个与签名的清单一致。材料包不应采用。",
            "Not passed: \(passed) of \(review.files.count) files agree with the signed list. Do not rely on "
              + "the package.")),
    ]
    let wrong = review.files.filter { $0.state != .pass }
    rows += wrong.prefix(Self.mostNamed).map { file in
      Report.Row(file.state.text, LocalizedText(file.path, file.path))
    }
    if wrong.count > Self.mostNamed {
      let rest = wrong.count - Self.mostNamed
      rows.append(
        Report.Row(
          LocalizedText("其余", "Others"), LocalizedText("另有 \(rest) 个", "\(rest) more")))
    }
    if let fingerprint = review.keyFingerprint?.hex {
      rows.append(
        Report.Row(
          LocalizedText("签署", "Signed"),
          LocalizedText(
            "由持有公钥指纹 \(fingerprint) 的一方签署",
            "by the holder of the key with fingerprint \(fingerprint)")))
    }
    rows.append(Report.Row(LocalizedText("所见", "Seen"), joined(review.findings.map(\.text))))
    let failed = review.records.filter { $0.check == .fail }
    rows += failed.map { record in
      let seen = [LocalizedText("\(record.id.hex)。", "\(record.id.hex).")]
      return Report.Row(
        LocalizedText("记录未通过", "Record fails"),
        joined(seen + record.findings.map(\.text) + record.packageFindings.map(\.text)))
    }
    return rows
  }

  private func joined(_ sentences: [LocalizedText]) -> LocalizedText {
    LocalizedText(
      sentences.map { $0.text(in: .simplifiedChinese) }.joined(),
      sentences.map { $0.text(in: .english) }.joined(separator: " "))
  }

  private func examination(_ verdict: Verdict) throws -> Examination {
    let suspect = try picture(verdict.path)
    let recorded = verdict.match == nil ? nil : try verdict.comparedPath.map(picture)
    var examination = verdict.examination(suspect: suspect, recorded: recorded)
    if verdict.match != nil, let compared = verdict.comparedPath,
      let suspect = try raster(verdict.path), let recorded = try raster(compared),
      let reference = try? ReferencePicture(Self.small(recorded))
    {
      examination.changeMap = Correspondence(suspect: suspect, reference)?.changeMap(of: suspect)
    }
    return examination
  }

  private static func small(_ raster: Raster) -> Raster {
    guard max(raster.size.width, raster.size.height) > referenceSide else { return raster }
    return Resampler(
      from: raster.size, to: WorkingPicture.size(raster.size, longSide: referenceSide))(raster)
  }

  private func picture(_ path: String) throws -> ExaminedPicture {
    var picture = ExaminedPicture(name: path)
    try bytes(path).map { picture.describe($0, limits) }
    return picture
  }

  private func raster(_ path: String) throws -> Raster? {
    try bytes(path).flatMap { try? SourceImage.decode($0, limits: limits).analysisRaster() }
  }

  /// A file's bytes, when they are still those of the list.
  private func bytes(_ path: String) throws -> [UInt8]? {
    guard let listed = package.index.file(at: path),
      let bytes = try package.bytes(path, atMost: limits.maximumFileBytes),
      Digest.sha256(bytes) == listed.sha256
    else { return nil }
    return bytes
  }
}
