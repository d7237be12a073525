import Cases
import Codecs
import Manifests
import Marking
import Trust
import Wording

/// A record of a package with all that its check saw.
struct ExaminedRecord {
  let result: PackageReview.Record
  let statement: RecordStatement?
  /// The disclosed key, when the record committed itself to it.
  let pictureKey: PictureKey?

  init(
    _ entry: PackageIndex.Record, in package: PackageReader, sound: Set<String>,
    signer: PackageSigner, reviewer: PackageReviewer
  ) throws(PackageError) {
    let paths = package.index.files
      .filter { $0.sha256 == entry.subject && sound.contains($0.path) }.map(\.path)
    func bytes(_ name: String) throws(PackageError) -> [UInt8]? {
      let path = "\(entry.folder)/\(name)"
      return sound.contains(path)
        ? try package.bytes(path, atMost: ManifestStore.mostBytes) : nil
    }
    func result(
      _ check: RecordCheckResult, _ findings: [FindingCode], _ others: [PackageFinding],
      _ report: ValidationReport? = nil, _ time: [TimeEvidence] = []
    ) -> PackageReview.Record {
      PackageReview.Record(
        id: entry.id, subject: entry.subject, paths: paths, check: check, findings: findings,
        packageFindings: others,
        keyFingerprint: report?.signature.certificate.map { Digest.sha256($0.publicKeyDER).hex },
        noLaterThan: time.best?.noLaterThan ?? report?.statement?.recordedAt,
        timeKind: time.best?.kind ?? report?.statement.map { _ in .ownClock }, time: time)
    }
    guard let stored = try bytes(PackageLayout.store), let store = try? ManifestStore.parse(stored),
      let signature = try? store.activeSignature(), signature.identifier == entry.id
    else {
      self.result = result(.fail, [], [.recordDiffers])
      statement = nil
      pictureKey = nil
      return
    }
    let recordedAt = (try? store.unverifiedStatement())?.recordedAt ?? reviewer.time
    let report = Validator.validate(
      store, asset: try Self.asset(of: paths.first, entry.subject, in: package, store: stored),
      settings: ValidationSettings(
        anchors: reviewer.anchors.isEmpty ? signer.roots : reviewer.anchors,
        timestampAnchors: reviewer.timestampAnchors, time: recordedAt / 1000))
    let time = try RecordTime(
      of: signature, about: entry.subject, reviewer: reviewer,
      names: sound.filter { $0.hasPrefix("\(entry.folder)/time/") }
        .map { String($0.dropFirst(entry.folder.count + 6)) }
    ) { name throws(PackageError) in try bytes("time/\(name)") }
    var findings = FindingCode.findings(of: report)
    var others: [PackageFinding] = []
    let signedBytes = try bytes(PackageLayout.signedBytes)
    let detached = try bytes(PackageLayout.recordSignature)
    let isSame =
      signedBytes == (try? store.activeSignedBytes())
      && detached == DetachedSignature.form(of: signature.signature, signature.algorithm)
    if !isSame { others.append(.recordFilesDiffer) }
    // Times of different makers may be cut to seconds.
    let latest = min(reviewer.time + PackageReviewer.clockTolerance, package.index.createdAt)
    if recordedAt / 1000 > latest / 1000 { others.append(.recordInFuture) }
    if let statement = report.statement, statement.kind == .original,
      statement.source.sha256 != entry.subject
    {
      others.append(.recordSubjectDiffers)
    }
    others += time.findings
    for finding in time.evidence.flatMap(\.findings) where !findings.contains(finding) {
      findings.append(finding)
    }
    if time.evidence.best == nil { findings.append(.timeOwnClock) }
    if let revocation = report.signature.certificate.flatMap({ signer.revocation(of: $0) }) {
      let isOlder =
        time.evidence.best.map { $0.noLaterThan <= revocation.since * 1000 } ?? false
      findings.append(isOlder ? .keyRevokedLater : .keyRevoked)
    }
    var key: PictureKey?
    if let disclosed = entry.pictureKey.flatMap({ PictureKey(bytes: $0) }) {
      let fits = report.statement?.mark?.pictureKeyCommitment == disclosed.commitment
      others.append(fits ? .commitmentHolds : .commitmentDiffers)
      if fits { key = disclosed }
    }
    let holds =
      report.isSoundRecord && !findings.contains(.keyRevoked)
      && !others.contains(where: \.isFailure)
      && report.evidence.binding != .unbound
    self.result = result(holds ? .pass : .fail, findings, others, report, time.evidence)
    statement = report.statement
    pictureKey = holds ? key : nil
  }

  /// The file the record is about, when it is in the package: as a whole where the manifest stands beside
  /// it, with the place of the manifest where it is in it.
  private static func asset(
    of path: String?, _ subject: Digest?, in package: PackageReader, store: [UInt8]
  ) throws(PackageError) -> Asset? {
    guard let path, let subject else { return nil }
    let limit = DecodeLimits().maximumFileBytes
    guard let size = package.present[path], size <= limit,
      let file = try package.bytes(path, atMost: limit),
      case .found(let location) = ManifestContainer.search(file), location.store == store
    else { return .digest(subject) }
    return .file(file, location)
  }
}
