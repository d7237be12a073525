import Cases
public import Codecs
import Manifests
public import Trust
import Wording

/// Checks packages as the other side would: offline, without a catalogue, an account or a secret but the
/// keys disclosed in the package.
public struct PackageReviewer: Sendable {
  /// The most bytes of a small file: signatures, certificates, evidence of time.
  static let mostSmallBytes = 1 << 20
  /// How far two clocks may be apart before a time counts as in the future, milliseconds.
  static let clockTolerance: Int64 = 300_000

  /// Roots the reviewer trusts for signers; empty to take what the package gives and say so.
  let anchors: [Certificate]
  /// Roots the reviewer trusts for time-stamp authorities; empty likewise.
  let timestampAnchors: [Certificate]
  /// The time of the question, unix milliseconds.
  let time: Int64
  let limits: DecodeLimits

  /// A reviewer who trusts these roots and asks at `time` (unix milliseconds).
  public init(
    anchors: [Certificate] = [], timestampAnchors: [Certificate] = [], time: Int64,
    limits: DecodeLimits = DecodeLimits()
  ) {
    self.anchors = anchors
    self.timestampAnchors = timestampAnchors
    self.time = time
    self.limits = limits
  }

  /// Checks the folder or zip archive at `path`. Throws when it is no package, or is refused as a whole.
  public func review(_ path: String) throws(Problem) -> PackageReview {
    do throws(PackageError) {
      return try review(try PackageReader(path), at: path)
    } catch { throw Problem(error) }
  }

  /// Checks an opened package. `examinesPictures` is false for the signatures and files alone.
  func review(
    _ package: PackageReader, at path: String, examinesPictures: Bool = true
  ) throws(PackageError) -> PackageReview {
    let files = try files(of: package)
    let sound = Set(files.filter { $0.state == .pass }.map(\.path))
    let signer = PackageSigner(package, anchors: anchors, time: time)
    var examined: [ExaminedRecord] = []
    for record in package.index.records {
      examined.append(
        try ExaminedRecord(record, in: package, sound: sound, signer: signer, reviewer: self))
    }
    let suspects =
      examinesPictures
      ? try SuspectExamination(package, sound: sound, records: examined, limits: limits).verdicts()
      : []
    return PackageReview(
      path: path, index: package.index, digest: Digest.sha256(package.indexBytes),
      keyFingerprint: signer.fingerprint,
      findings: signer.findings + (try pageFindings(package)), files: files,
      records: examined.map(\.result), suspects: suspects)
  }

  private func files(of package: PackageReader) throws(PackageError) -> [PackageReview.File] {
    var files: [PackageReview.File] = []
    var known: Set<String> = [PackageLayout.index, PackageLayout.signature]
    for file in package.index.files {
      known.insert(file.path)
      files.append(
        PackageReview.File(
          path: file.path, role: file.role, state: try state(of: file, in: package)))
    }
    files += package.present.keys.filter { !known.contains($0) }.sorted()
      .map { PackageReview.File(path: $0, role: nil, state: .unlisted) }
    return files
  }

  private func state(
    of file: PackageIndex.File, in package: PackageReader
  ) throws(PackageError) -> PackageReview.FileState {
    guard let bytes = package.present[file.path] else { return .missing }
    guard bytes == file.bytes else { return .fail }
    do throws(PackageError) {
      return try package.digest(file.path) == file.sha256 ? .pass : .fail
    } catch {
      // An archive in which one file cannot be unpacked still has the others.
      if error.code == .damagedArchive { return .fail }
      throw error
    }
  }

  private func pageFindings(_ package: PackageReader) throws(PackageError) -> [PackageFinding] {
    guard package.index.generator == "\(Version.generator.name) \(Version.generator.version)"
    else { return [] }
    let page = Digest.sha256(VerifyPage.bytes)
    return package.index.file(at: PackageLayout.page)?.sha256 == page ? [] : [.pageDiffers]
  }
}
