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

  /// The long side that recorded pictures are brought to for comparing content.
  private static let referenceSide = 1024

  private struct Reference {
    let record: ExaminedRecord
    /// Its place in the package.
    let path: String
    /// The size of the picture that the record is about.
    let size: Size
    let picture: ReferencePicture
    /// Whether the record's signature holds the picture: otherwise only the package's maker says that it
    /// belongs to the record, and nothing above R2 may rest on it.
    let isBound: Bool

    init(
      _ record: ExaminedRecord, _ path: String, _ raster: Raster, isBound: Bool
    ) throws(MatchingError) {
      self.record = record
      self.path = path
      self.isBound = isBound
      size =
        record.statement?.output.map { Size(width: $0.pixelWidth, height: $0.pixelHeight) }
        ?? raster.size
      let small = WorkingPicture.size(
        raster.size, longSide: min(referenceSide, max(raster.size.width, raster.size.height)))
      picture = try ReferencePicture(
        small == raster.size ? raster : Resampler(from: raster.size, to: small)(raster))
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
      if let (path, raster, isBound) = try reference(for: record),
        let reference = try? Reference(record, path, raster, isBound: isBound)
      {
        references.append(reference)
      }
    }
    var verdicts: [Verdict] = []
    for (number, suspect) in suspects.enumerated() {
      let isTooMuch = (number + 1) * max(1, references.count) > Self.mostPairs
      verdicts.append(
        isTooMuch
          ? Self.notExamined(
            suspect.path, code: "package.tooManyPictures",
            LocalizedText(
              "材料包里的图片太多，未逐一检验", "too many pictures in the package to examine each"))
          : try verdict(suspect, references))
    }
    return verdicts
  }

  private static func notExamined(
    _ path: String, code: String, _ reason: LocalizedText
  ) -> Verdict {
    Verdict(
      path: path, relation: .notExamined, recordCheck: .absent, findings: [], match: nil,
      computedFalseMatchLog10: nil, problem: Problem(code: code, path: path, text: reason))
  }

  /// The picture that stands for a record: the very file it is about, the one it was made from, or else what
  /// the list says was made from it.
  private func reference(
    for record: ExaminedRecord
  ) throws(PackageError) -> (path: String, raster: Raster, isBound: Bool)? {
    let roles: [PackageEntry.Role] = [.copy, .original, .upload, .preview]
    let files = package.index.files.filter { $0.role != .suspect }
    let own = files.filter { $0.sha256 == record.result.subject }
    let others = roles.flatMap { role in
      files.filter { $0.record == record.result.id && $0.role == role }
    }
    let sources = files.filter { $0.sha256 == record.statement?.source.sha256 }
    for (files, isBound) in [(own + sources, true), (others, false)] {
      for file in files where sound.contains(file.path) {
        if let raster = try? decoded(file.path) { return (file.path, raster, isBound) }
      }
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
      var verdict = verdict(file.path, .identical, [.fileIdentical], record, bound: nil)
      verdict.comparedPath = record.result.paths.first { $0 != file.path }
      return verdict
    }
    let raster: Raster
    do { raster = try decoded(file.path) } catch {
      return Verdict(
        path: file.path, relation: .notExamined, recordCheck: .absent, findings: [], match: nil,
        computedFalseMatchLog10: nil, problem: Problem(any: error, path: file.path))
    }
    let suspect: SuspectPicture
    do throws(MatchingError) { suspect = try SuspectPicture(raster) } catch {
      return Verdict(
        path: file.path, relation: .notExamined, recordCheck: .absent, findings: [], match: nil,
        computedFalseMatchLog10: nil, problem: Problem(any: error, path: file.path))
    }
    let verdicts = references.map { reference in
      var verdict = verdict(file.path, raster, suspect, reference, searched: references.count)
      verdict.comparedPath = reference.path
      return verdict
    }
    return verdicts.min { rank($0) < rank($1) }
      ?? Self.notExamined(
        file.path, code: "package.nothingToCompare",
        LocalizedText(
          "材料包里没有可以比对的登记图", "no recorded picture in the package to compare with"))
  }

  private func rank(_ verdict: Verdict) -> (Int, Double) {
    let place = Self.strengthOrder.firstIndex(of: verdict.relation) ?? Self.strengthOrder.count
    return (place, verdict.computedFalseMatchLog10 ?? 0)
  }

  /// What one recorded picture says of a suspect: as in a shop's own examination, the mark and the content
  /// together give R4, the content alone at most R3, the mark alone R2.
  private func verdict(
    _ path: String, _ raster: Raster, _ suspect: SuspectPicture, _ reference: Reference,
    searched: Int
  ) -> Verdict {
    let region = PictureComparison.regions(
      of: suspect, in: reference.picture, searched: searched
    ).first
    let grade = region?.grade ?? .none
    let content: FindingCode =
      switch grade {
      case .samePhotograph: .contentSamePhotograph
      case .partReused: .contentPartReused
      case .commonBackdrop: .contentCommonBackdrop
      case .none: .contentNotFound
      }
    let corresponds = grade <= .partReused
    // Soft pictures have few features; where the mark is found, their likeness at large is enough beside it.
    let coarse = corresponds ? nil : alignment(of: raster, in: reference)
    let map = region.flatMap { toMarked($0, raster, reference) } ?? coarse?.map
    let bound = falseAlarm(raster, reference, map)
    if let bound, bound < PictureKeyDetector.detectionLog10 {
      let agrees = coarse?.agreement.corresponds ?? false
      return verdict(
        path, reference.isBound && (corresponds || agrees) ? .markAndContent : .inconclusive,
        [.markOfDisclosedKey, agrees ? .contentCorresponds : content], reference.record,
        bound: bound)
    }
    let findings = bound == nil ? [content] : [.markNotDetected, content]
    guard corresponds else {
      return verdict(path, .notDetected, findings, nil, bound: nil)
    }
    let isPlain = ContentEvidence.isPlain(region)
    return verdict(
      path,
      grade == .samePhotograph && !isPlain && reference.isBound ? .contentOnly : .inconclusive,
      findings + (isPlain ? [.contentPlain] : []), reference.record, bound: nil)
  }

  /// The picture before it was marked, when the package has it: at any size, but as a whole.
  private func source(of reference: Reference) -> Raster? {
    let digest = reference.record.statement?.source.sha256
    return package.index.files.first { $0.sha256 == digest && sound.contains($0.path) }
      .flatMap { try? decoded($0.path) }
      .flatMap { $0.size.isSimilar(to: reference.size) ? $0 : nil }
  }

  /// The bound on a false match of the disclosed key in the suspect, all attempts with all keys counted;
  /// nil without a key. `map` says how the suspect's pixels lie in the marked picture, if that is known.
  private func falseAlarm(
    _ suspect: Raster, _ reference: Reference, _ map: AffineMap?
  ) -> Double? {
    guard let key = reference.record.pictureKey else { return nil }
    let detector = PictureKeyDetector(key: key)
    let keys = records.filter { $0.pictureKey != nil }.count
    // Most of what the layer is looked for in is the picture's own detail: without it, little is found.
    let original = source(of: reference)
    var best = detector.detect(in: suspect, original: original).falseAlarmLog10
    if let map {
      let place = map.sharpened(
        from: suspect, marked: reference.size, shown: original ?? reference.picture.raster)
      let aligned = detector.detect(
        in: suspect, maps: [(place, reference.size)], original: original)
      best = min(best, aligned.falseAlarmLog10)
    }
    return min(0, best + log10(Self.attempts * Double(keys)))
  }

  private func toMarked(
    _ region: PictureMatch.Region, _ suspect: Raster, _ reference: Reference
  ) -> AffineMap? {
    region.map.then(
      Homography(WorkingPicture.map(from: reference.picture.raster.size, to: reference.size))
    ).affine(nearMiddleOf: reference.size, in: suspect.size)
  }

  /// Where the suspect's pixels lie in the marked picture, found on small versions of both.
  private func alignment(
    of suspect: Raster, in reference: Reference
  ) -> (map: AffineMap, agreement: ContentAgreement) {
    let side = CropRegistration.workingSide
    let small = suspect.luma.shrunk(toMeanSide: side)
    let large = reference.picture.raster.luma.shrunk(toMeanSide: side)
    let found = CropRegistration.place(small, in: large)
    let map = WorkingPicture.map(from: suspect.size, to: small.size).then(found.map)
      .then(WorkingPicture.map(from: large.size, to: reference.size))
    return (map, found.agreement)
  }

  private func verdict(
    _ path: String, _ relation: RelationLevel, _ findings: [FindingCode],
    _ record: ExaminedRecord?, bound: Double?
  ) -> Verdict {
    let check = record?.result.check ?? .absent
    return Verdict(
      path: path, relation: check == .fail ? .recordInvalid : relation, recordCheck: check,
      findings: findings + (record?.result.findings ?? []),
      match: record.map { record in
        Verdict.Match(
          picture: record.statement?.source.sha256.hex ?? record.result.id.hex, copyID: "",
          platform: record.statement?.platform ?? "", slot: record.statement?.slot ?? "",
          recipient: record.statement?.recipient ?? "",
          outputs: record.statement?.kind == .issuedCopy ? record.result.paths : [],
          original: record.statement?.original?.file.sha256.hex,
          recordedNoLaterThan: record.result.noLaterThan, timeKind: record.result.timeKind,
          time: record.result.time,
          keyFingerprint: record.result.keyFingerprint, contentCorrelation: nil)
      }, computedFalseMatchLog10: bound, recordsSearched: records.count, problem: nil)
  }
}

extension Size {
  /// Whether one can be scaled to the other: a pixel of rounding apart.
  fileprivate func isSimilar(to other: Size) -> Bool {
    let difference = abs(width * other.height - height * other.width)
    return difference <= max(width, height, other.width, other.height)
  }
}
