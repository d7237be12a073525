import Catalogue
public import Codecs
import Files
import Glibc
import Manifests
import Marking
import Matching
import Pixels
import Trust
import Wording

/// Examines suspect pictures: which issued copy or original of the shop is this, and how strongly?
public struct Inspector: Sendable {
  /// Pictures no larger than this on either side, in pixels, are not called "not detected".
  public static let smallestExaminedSide = 300

  private let shop: Shop
  private let limits: DecodeLimits
  private let now: Int64
  private let issued: IssuedMarksCache
  private let contents: ContentSearch

  /// Examines for `shop`, against the copies it has issued by the time they are first needed. `now`,
  /// unix milliseconds, is when certificates and time stamps are judged.
  public init(shop: Shop, limits: DecodeLimits, now: Int64 = Surroundings.system.now()) {
    self.now = now
    self.shop = shop
    self.limits = limits
    issued = IssuedMarksCache(shop: shop)
    contents = ContentSearch(shop: shop)
  }

  /// Examines every file of `paths` and of the folders among them, `jobs` at a time; `tell` hears
  /// the verdicts in the order of the walk, what could not be found or entered first.
  public func examine(_ paths: [String], jobs: Int, tell: (Verdict) -> Void) async {
    let (files, problems) = FolderWalk.files(under: paths)
    for problem in problems { tell(unexamined(problem.path, Problem(problem))) }
    var waiting: [Int: Verdict] = [:]
    var next = 0
    await Batch.run(Array(files.enumerated()), jobs: jobs) { index, file in
      (index, examine(file.path))
    } finished: { index, verdict in
      waiting[index] = verdict
      while let verdict = waiting.removeValue(forKey: next) {
        tell(verdict)
        next += 1
      }
    }
  }

  /// Examines one file. Never throws: what cannot be examined is R0 with its reason.
  public func examine(_ path: String) -> Verdict {
    var verdict = examined(path)
    verdict.recordsSearched = (try? shop.store.counts().issuedCopies) ?? 0
    return verdict
  }

  private func examined(_ path: String) -> Verdict {
    do {
      let bytes = try FileBytes.read(path, atMost: limits.maximumFileBytes)
      let digest = Digest.sha256(bytes)
      if let verdict = try identical(path, bytes, digest) { return verdict }
      let image = try SourceImage.decode(bytes, limits: limits)
      let manifest = FindingCode.ofManifest(in: bytes, shop)
      let other =
        manifest == .manifestForeign ? OtherRecord(in: bytes, of: shop, at: now / 1000) : nil
      return try marked(path, image, manifest).contested(by: other)
    } catch {
      return unexamined(path, Problem(any: error, path: path))
    }
  }

  private func unexamined(_ path: String, _ problem: Problem) -> Verdict {
    Verdict(
      path: path, relation: .notExamined, recordCheck: .absent, findings: [], match: nil,
      computedFalseMatchLog10: nil, problem: problem)
  }

  /// R5: the very file that was issued, or the very original.
  private func identical(
    _ path: String, _ bytes: [UInt8], _ digest: Digest
  ) throws -> Verdict? {
    if let copy = try shop.store.copies(outputSHA256: digest.bytes).first {
      let record = try examineRecord(of: copy, file: bytes)
      return verdict(
        path, .identical, record, [.fileIdentical],
        match: try match(copy, record, content: nil), falseMatch: nil)
    }
    guard try shop.store.original(sha256: digest.bytes) != nil else { return nil }
    let (record, match) = try registered(digest.bytes, asset: .digest(digest))
    return verdict(path, .identical, record, [.fileIdentical], match: match, falseMatch: nil)
  }

  /// A registered picture without saying which issued copy of it: an original, or a picture with the
  /// record of its original or, when it has none, of a copy. `asset` is the file, when at hand.
  private func registered(
    _ sha256: [UInt8], asset: Asset?
  ) throws -> (RecordExamination, Verdict.Match) {
    let source = try shop.store.picture(sha256: sha256)?.originalSHA256 ?? sha256
    let original = try shop.store.original(sha256: source)
    let copy = try shop.store.copies(pictureSHA256: sha256).first { $0.state == .issued }
    let record: RecordExamination
    if original == nil, let copy {
      record = try examineRecord(of: copy)
    } else {
      record = try RecordExamination.examine(
        id: original?.recordID, in: shop, now: now, asset: asset
      ) { statement in
        statement.kind == .original && statement.source.sha256.bytes == source
      }
    }
    let match = Verdict.Match(
      picture: Hexadecimal.text(sha256), copyID: "", platform: "", slot: "", recipient: "",
      outputs: [], original: original.map { Hexadecimal.text($0.sha256) },
      recordedNoLaterThan: record.noLaterThan?.moment,
      timeKind: record.noLaterThan?.kind, time: record.time + (try fileEvidence(source)),
      keyFingerprint: record.keyFingerprint, contentCorrelation: nil)
    return (record, match)
  }

  private func marked(
    _ path: String, _ image: SourceImage, _ manifest: FindingCode?
  ) throws -> Verdict {
    let notices =
      (manifest.map { [$0] } ?? [])
      + image.notices.map { FindingCode($0) }.sorted { $0.rawValue < $1.rawValue }
    let picture = try image.analysisRaster()
    guard let detection = Detector(key: shop.markKey).detect(in: picture, issued: issued.marks)
    else { return try byContent(path, picture, notices) }
    let falseMatch = try falseMatchLog10(detection)
    let read: FindingCode = detection.mode == .blind ? .markRead : .markMatched
    guard let copy = try shop.store.copy(payload: detection.payload.bits), copy.state == .issued
    else {
      return Verdict(
        path: path, relation: .inconclusive, recordCheck: .absent,
        findings: notices + [read, .markWithoutRecord], match: nil,
        computedFalseMatchLog10: falseMatch, problem: nil)
    }
    let agreement = contentAgreement(picture, with: copy, detection.geometry)
    let record = try examineRecord(of: copy)
    let found = try match(copy, record, content: agreement.detailCorrelation)
    if agreement.corresponds {
      return verdict(
        path, .markAndContent, record, notices + [read, .contentCorresponds], match: found,
        falseMatch: falseMatch)
    }
    return try disputed(
      copy, agreement.detail < 1 ? .contentTooFlat : .contentDiffers, picture
    ) { relation, findings, evidence in
      var verdict = verdict(
        path, relation, record, notices + [read] + findings, match: found, falseMatch: falseMatch)
      verdict.content = evidence
      return verdict
    }
  }

  /// A mark was read, but where it lies the content does not correspond: the whole picture is searched
  /// for the content of its record, and for another record's.
  private func disputed(
    _ copy: CopyEntry, _ otherwise: FindingCode, _ picture: Raster,
    make: (RelationLevel, [FindingCode], ContentEvidence) -> Verdict
  ) throws -> Verdict {
    let evidence = try contents.search(picture)
    let corresponding = ([evidence.best].compactMap { $0 } + evidence.others)
      .filter { $0.grade <= .partReused }
    for other in corresponding
    where try contents.areRelated(other.match.sha256, copy.pictureSHA256) {
      let finding: FindingCode =
        other.grade == .samePhotograph ? .contentSamePhotograph : .contentPartReused
      return make(.markAndContent, [finding], evidence)
    }
    if let best = corresponding.first, best.grade == .samePhotograph {
      return make(.conflicting, [otherwise, .contentOfOtherRecord], evidence)
    }
    return make(.inconclusive, [otherwise], evidence)
  }

  /// Without a mark, by content.
  private func byContent(
    _ path: String, _ picture: Raster, _ notices: [FindingCode]
  ) throws -> Verdict {
    let found = try contents.verdict(on: picture, in: shop, issued: issued.marks())
    if found.relation == .notDetected {
      var verdict = notDetected(path, picture.size, notices)
      verdict.content = found.evidence
      verdict.findings += found.findings
      return verdict
    }
    guard let best = found.evidence.best else { return notDetected(path, picture.size, notices) }
    var verdict: Verdict
    if let copy = found.copy {
      let record = try examineRecord(of: copy)
      verdict = self.verdict(
        path, found.relation, record, notices + found.findings,
        match: try match(copy, record, content: nil), falseMatch: found.falseMatchLog10)
    } else {
      let (record, match) = try registered(best.match.sha256, asset: nil)
      verdict = self.verdict(
        path, found.relation, record, notices + found.findings, match: match,
        falseMatch: found.falseMatchLog10)
    }
    verdict.content = found.evidence
    return verdict
  }

  /// The bound on a false match among all records searched. Catalogue mode has counted them.
  private func falseMatchLog10(_ detection: Detection) throws -> Double {
    switch detection.mode {
    case .blind:
      let records = try shop.store.counts().issuedCopies
      return min(0, detection.falseAlarmLog10 + log10(Double(max(1, records))))
    case .catalogue, .informed: return detection.falseAlarmLog10
    }
  }

  private func notDetected(_ path: String, _ size: Size, _ notices: [FindingCode]) -> Verdict {
    let isSmall = max(size.width, size.height) <= Self.smallestExaminedSide
    return Verdict(
      path: path, relation: isSmall ? .notExamined : .notDetected, recordCheck: .absent,
      findings: notices + [isSmall ? .pictureTooSmall : .markNotDetected], match: nil,
      computedFalseMatchLog10: nil,
      problem: isSmall
        ? Problem(
          code: FindingCode.pictureTooSmall.rawValue, path: path,
          text: LocalizedText(
            "图片太小，请获取更大的版本", "too small; get the larger version")) : nil)
  }

  /// Compares the suspect, aligned as the mark says, with the preview of the issued copy. The mark
  /// tells the position up to its period; the best of the few possibilities counts. Where it is not
  /// exact enough, the alignment is sharpened.
  private func contentAgreement(
    _ picture: Raster, with copy: CopyEntry, _ geometry: MarkGeometry
  ) -> ContentAgreement {
    guard let output = copy.output, let preview = output.preview.flatMap(Preview.luma) else {
      return .none
    }
    let recorded = Size(width: output.pixelWidth, height: output.pixelHeight)
    let toPreview = AffineMap.translation(0.5, 0.5)
      .then(
        .scaling(
          Double(preview.width) / Double(recorded.width),
          Double(preview.height) / Double(recorded.height))
      )
      .then(.translation(-0.5, -0.5))
    let luma = picture.luma.shrunk(toMeanSide: 2 * Preview.meanSide)
    let fromShrunk = AffineMap.scaling(
      Double(picture.size.width) / Double(luma.width),
      Double(picture.size.height) / Double(luma.height))
    let maps = geometry.pixelMaps(suspect: picture.size, marked: recorded)
      .map { fromShrunk.then($0).then(toPreview) }
    let direct = maps.map { AlignedComparison.agreement(of: luma, with: preview, map: $0) }
    if let best = ContentAgreement.best(of: direct), best.corresponds { return best }
    return ContentAgreement.best(
      of: maps.map { AlignmentRefinement.refined(luma, preview, map: $0).agreement }) ?? .none
  }

  /// `file` is the issued file itself, when that is at hand.
  private func examineRecord(
    of copy: CopyEntry, file: [UInt8]? = nil
  ) throws -> RecordExamination {
    let asset = file.map { file in
      if case .found(let location) = ManifestContainer.search(file) {
        Asset.file(file, location)
      } else {
        Asset.file(file, nil)
      }
    }
    return try RecordExamination.examine(
      id: copy.recordID, in: shop, now: now, asset: asset
    ) { statement in
      statement.kind == .issuedCopy
        && statement.source.sha256.bytes == copy.pictureSHA256
        && statement.mark?.payload == copy.payload
    }
  }

  private func match(
    _ copy: CopyEntry, _ record: RecordExamination, content: Double?
  ) throws -> Verdict.Match {
    let picture = try shop.store.picture(sha256: copy.pictureSHA256)
    return Verdict.Match(
      picture: Hexadecimal.text(copy.pictureSHA256), copyID: copy.id, platform: copy.platform,
      slot: copy.slot, recipient: copy.recipient,
      outputs: try shop.store.outputs(copyID: copy.id).map(\.path),
      original: picture?.originalSHA256.map { Hexadecimal.text($0) },
      recordedNoLaterThan: record.noLaterThan?.moment, timeKind: record.noLaterThan?.kind,
      time: record.time + (try evidence(behind: copy, picture)),
      keyFingerprint: record.keyFingerprint, contentCorrelation: content)
  }

  private func fileEvidence(_ original: [UInt8]) throws -> [TimeEvidence] {
    try TimeExamination(of: shop, now: now).evidence(ofFile: original, as: .original)
  }

  /// What is known about the time of the issued file itself and of the original behind it.
  private func evidence(
    behind copy: CopyEntry, _ picture: PictureEntry?
  ) throws -> [TimeEvidence] {
    let examination = TimeExamination(of: shop, now: now)
    var evidence: [TimeEvidence] = []
    if let output = copy.output {
      evidence += try examination.evidence(ofFile: output.sha256, as: .copy)
    }
    guard let sha256 = picture?.originalSHA256,
      let original = try shop.store.original(sha256: sha256)
    else { return evidence }
    evidence += try fileEvidence(sha256)
    // Only a record that holds, and is over this original, dates it.
    let record = try RecordExamination.examine(
      id: original.recordID, in: shop, now: now, asset: Digest(bytes: sha256).map { .digest($0) }
    ) { $0.kind == .original && $0.source.sha256.bytes == sha256 }
    if record.result == .pass { evidence += record.time.map { $0.about(.original) } }
    return evidence
  }

  /// A record that fails its check overrides every relation.
  private func verdict(
    _ path: String, _ relation: RelationLevel, _ record: RecordExamination,
    _ findings: [FindingCode], match: Verdict.Match, falseMatch: Double?
  ) -> Verdict {
    Verdict(
      path: path, relation: record.result == .fail ? .recordInvalid : relation,
      recordCheck: record.result, findings: findings + record.findings, match: match,
      computedFalseMatchLog10: falseMatch, problem: nil)
  }
}
