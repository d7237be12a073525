import Cases
import Codecs
import Glibc
import Manifests
import Marking
import Matching
import Pixels
import Trust
import Wording

/// Looks in the pictures under examination for the marks whose keys are disclosed, and compares them with
/// the pictures in the package.
struct SuspectExamination {
  /// How the same mark is looked for: where the content was found, and in the picture as a whole.
  private static let attempts = 2.0
  private static let strengthOrder: [RelationLevel] = [
    .identical, .markAndContent, .contentOnly, .inconclusive, .notDetected,
  ]

  /// How many pairs of a suspect and a recorded picture are looked at: a package can list more than
  /// anybody would wait for.
  private static let mostPairs = 1000

  private struct Reference {
    let record: ExaminedRecord
    let size: Size
    /// Its luma, as small as alignments are looked for.
    let small: Plane

    init(_ record: ExaminedRecord, _ raster: Raster) {
      self.record = record
      size = raster.size
      small = raster.luma.shrunk(toMeanSide: CropRegistration.workingSide)
    }
  }

  let package: PackageReader
  let sound: Set<String>
  let records: [ExaminedRecord]
  let limits: DecodeLimits

  init(
    _ package: PackageReader, sound: Set<String>, records: [ExaminedRecord], limits: DecodeLimits
  ) {
    self.package = package
    self.sound = sound
    self.records = records
    self.limits = limits
  }

  /// One verdict for each picture under examination, in the order of the list.
  func verdicts() throws(PackageError) -> [Verdict] {
    let suspects = package.index.files.filter { $0.role == .suspect && sound.contains($0.path) }
    guard !suspects.isEmpty else { return [] }
    var references: [Reference] = []
    for record in records {
      if let raster = try reference(for: record) {
        references.append(Reference(record, raster))
      }
    }
    var verdicts: [Verdict] = []
    for (number, suspect) in suspects.enumerated() {
      let isTooMuch = (number + 1) * max(1, references.count) > Self.mostPairs
      verdicts.append(
        isTooMuch ? Self.tooMany(suspect.path) : try verdict(suspect, references))
    }
    return verdicts
  }

  private static func tooMany(_ path: String) -> Verdict {
    let reason = LocalizedText(
      "材料包里的图片太多,未逐一检验", "too many pictures in the package to examine each")
    return Verdict(
      path: path, relation: .notExamined, recordCheck: .absent, findings: [], match: nil,
      computedFalseMatchLog10: nil,
      problem: Problem(code: "package.tooManyPictures", path: path, text: reason))
  }

  /// The picture that stands for a record: the very file it is about, or else what was made from it.
  private func reference(for record: ExaminedRecord) throws(PackageError) -> Raster? {
    let roles: [PackageEntry.Role] = [.copy, .original, .upload, .preview]
    let own = package.index.files.filter {
      $0.sha256 == record.result.subject && $0.role != .suspect
    }
    let others = roles.flatMap { role in
      package.index.files.filter { $0.record == record.result.id && $0.role == role }
    }
    for file in own + others where sound.contains(file.path) {
      if let raster = try? decoded(file.path) { return raster }
    }
    return nil
  }

  private func decoded(_ path: String) throws -> Raster {
    let bytes = try package.bytes(path, atMost: limits.maximumFileBytes) ?? []
    return try SourceImage.decode(bytes, limits: limits).analysisRaster()
  }

  private func verdict(
    _ file: PackageIndex.File, _ references: [Reference]
  ) throws(PackageError) -> Verdict {
    if let record = records.first(where: { $0.result.subject == file.sha256 }) {
      return verdict(file.path, .identical, [.fileIdentical], record, content: nil, bound: nil)
    }
    let raster: Raster
    do { raster = try decoded(file.path) } catch {
      return Verdict(
        path: file.path, relation: .notExamined, recordCheck: .absent, findings: [], match: nil,
        computedFalseMatchLog10: nil, problem: Problem(any: error, path: file.path))
    }
    let verdicts = references.map { verdict(file.path, raster, $0) }
    let best = verdicts.min { rank($0) < rank($1) }
    return best
      ?? Verdict(
        path: file.path, relation: .notDetected, recordCheck: .absent,
        findings: [.markNotDetected], match: nil, computedFalseMatchLog10: nil, problem: nil)
  }

  private func rank(_ verdict: Verdict) -> (Int, Double) {
    let place = Self.strengthOrder.firstIndex(of: verdict.relation) ?? Self.strengthOrder.count
    return (place, verdict.computedFalseMatchLog10 ?? 0)
  }

  private func verdict(_ path: String, _ suspect: Raster, _ reference: Reference) -> Verdict {
    let alignment = alignment(of: suspect, in: reference)
    let agreement = alignment.agreement
    let content: FindingCode =
      agreement.corresponds
      ? .contentCorresponds : agreement.detail < 1 ? .contentTooFlat : .contentDiffers
    guard let key = reference.record.pictureKey,
      let bound = falseAlarm(key, suspect, reference, alignment.map)
    else {
      // Content alone is looked at too coarsely here for more than a sign.
      return verdict(
        path, agreement.corresponds ? .inconclusive : .notDetected, [content],
        agreement.corresponds ? reference.record : nil, content: agreement.detailCorrelation,
        bound: nil)
    }
    guard bound < PictureKeyDetector.detectionLog10 else {
      return verdict(
        path, agreement.corresponds ? .inconclusive : .notDetected, [.markNotDetected, content],
        agreement.corresponds ? reference.record : nil, content: agreement.detailCorrelation,
        bound: nil)
    }
    return verdict(
      path, agreement.corresponds ? .markAndContent : .inconclusive, [.markMatched, content],
      reference.record, content: agreement.detailCorrelation, bound: bound)
  }

  /// The bound on a false match of the key in the suspect, all attempts with all keys counted.
  private func falseAlarm(
    _ key: PictureKey, _ suspect: Raster, _ reference: Reference, _ map: AffineMap
  ) -> Double? {
    let detector = PictureKeyDetector(key: key)
    let keys = records.filter { $0.pictureKey != nil }.count
    let factor = log10(Self.attempts * Double(keys))
    let aligned = detector.detect(in: suspect, maps: [(map, reference.size)])
    if aligned.falseAlarmLog10 + factor < PictureKeyDetector.detectionLog10 {
      return min(0, aligned.falseAlarmLog10 + factor)
    }
    let whole = detector.detect(in: suspect)
    return min(0, min(aligned.falseAlarmLog10, whole.falseAlarmLog10) + factor)
  }

  /// Where the suspect's pixels lie in the reference, found on small versions of both.
  private func alignment(of suspect: Raster, in reference: Reference) -> (
    map: AffineMap, agreement: ContentAgreement
  ) {
    let small = suspect.luma.shrunk(toMeanSide: CropRegistration.workingSide)
    let found = CropRegistration.place(small, in: reference.small)
    func scaling(_ from: Size, _ to: Size) -> AffineMap {
      AffineMap.translation(0.5, 0.5)
        .then(
          .scaling(
            Double(to.width) / Double(from.width), Double(to.height) / Double(from.height))
        )
        .then(.translation(-0.5, -0.5))
    }
    let map = scaling(suspect.size, small.size).then(found.map)
      .then(scaling(reference.small.size, reference.size))
    return (map, found.agreement)
  }

  private func verdict(
    _ path: String, _ relation: RelationLevel, _ findings: [FindingCode],
    _ record: ExaminedRecord?, content: Double?, bound: Double?
  ) -> Verdict {
    let check = record?.result.check ?? .absent
    return Verdict(
      path: path, relation: check == .fail ? .recordInvalid : relation, recordCheck: check,
      findings: findings + (record?.result.findings ?? []),
      match: record.map { record in
        Verdict.Match(
          picture: record.statement?.source.sha256.hex ?? record.result.id.hex, copyID: "",
          platform: record.statement?.platform ?? "", slot: record.statement?.slot ?? "",
          recipient: record.statement?.recipient ?? "", outputs: record.result.paths,
          original: record.statement?.original?.file.sha256.hex,
          recordedNoLaterThan: record.result.noLaterThan, timeKind: record.result.timeKind,
          time: record.result.time,
          keyFingerprint: record.result.keyFingerprint, contentCorrelation: content)
      }, computedFalseMatchLog10: bound, problem: nil)
  }
}
