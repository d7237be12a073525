import Catalogue
import Codecs
import Files
import Glibc
import Manifests
import Marking
import Matching
import Pixels
import Trust
import Wording

/// Does the jobs of a protect run, any number of them at once.
struct CopyIssuer: Sendable {
  let shop: Shop
  let surroundings: Surroundings
  let request: ProtectRequest
  let index: PairingIndex
  let indexing: PictureIndexing

  /// Everything that happened to the files of `job`. Files after the first get the first one's
  /// issued copy.
  func events(for job: ProtectJob) -> [ProtectEvent] {
    var events: [ProtectEvent] = []
    var first: (copy: CopyEntry, report: CopyReport)?
    for (source, output) in job.files {
      let start = surroundings.now()
      do {
        if let (copy, report) = first {
          let status = try deliver(copy, from: report.output, to: output)
          events.append(
            .done(report.repeated(status, path: source.path, output: output)))
        } else {
          let (copy, report) = try issueOnce(
            job.digest, for: job.target, source: source, output: output)
          first = (copy, report.took(Double(surroundings.now() - start)))
          events.append(.done(report.took(Double(surroundings.now() - start))))
        }
      } catch {
        events.append(.failed(Problem(any: error, path: source.path).about(source.path)))
      }
    }
    return events
  }

  /// `issue`, and when another run was quicker, which had taken this one for dead, what that one made.
  private func issueOnce(
    _ digest: Digest, for target: DeliveryTarget, source: FoundFile, output: String
  ) throws -> (CopyEntry, CopyReport) {
    do {
      return try issue(digest, for: target, source: source, output: output)
    } catch let error as CatalogueError where error.code == .alreadyIssued {
      return try issue(digest, for: target, source: source, output: output)
    }
  }

  /// The issued copy of one file for one target: found, restored or made.
  private func issue(
    _ digest: Digest, for target: DeliveryTarget, source: FoundFile, output: String
  ) throws -> (CopyEntry, CopyReport) {
    // A picture seen before need not be read to know what is wanted of it.
    if let known = try shop.store.picture(sha256: digest.bytes) {
      let plan = try DeliveryPlan(
        target, size: Size(width: known.pixelWidth, height: known.pixelHeight), request: request)
      if let copy = try existing(digest, plan), try isInPlace(copy, at: output) {
        try completeIndex(of: known, source: source)
        _ = try shop.store.addOutput(OutputEntry(copyID: copy.id, path: output))
        return (copy, try report(.unchanged, copy, plan.findings, source: source, output: output))
      }
    }
    try refuseForeign(output)
    let bytes = try FileBytes.read(source.path, atMost: request.limits.maximumFileBytes)
    guard Digest.sha256(bytes) == digest else {
      throw FilesError(.changedWhileReading, path: source.path, detail: "changed after the scan")
    }
    let image = try SourceImage.decode(bytes, limits: request.limits)
    if request.refusesTruncated, image.notices.contains(.truncated) {
      throw CodecError(.truncated)
    }
    let picture = try register(image, digest, size: bytes.count, source: source)
    let plan = try DeliveryPlan(target, size: image.raster.size, request: request)
    let visible = try VisiblyMarkedPicture.make(
      image, digest: digest, plan: plan, key: shop.markKey)
    let copy = try existing(digest, plan) ?? reserve(digest, plan, variant: plan.variant)
    let parent = try original(of: picture).flatMap { try shop.ingestManifest(of: $0) }
    func marked(_ copy: CopyEntry) throws -> MarkedCopy {
      try FittedCopy.make(
        visible, payload: copy.payload, plan: plan, shop: shop, request: request,
        manifestBytes: ListingManifest.mostOwnBytes + (parent?.bytes.count ?? 0)
          + (shop.stamper?.room ?? 0))
    }
    let result = try marked(copy)
    guard copy.output != nil else {
      return try finish(
        copy, result, visible, plan: plan, picture: picture, parent: parent, source: source,
        output: output)
    }
    if let file = try recordedFile(of: copy, result) {
      try AtomicFile.write(file, to: output, replacing: true)
      _ = try shop.store.addOutput(OutputEntry(copyID: copy.id, path: output))
      return (
        copy,
        try report(
          .restored, copy, visible.findings, marked: result, legibility: visible.legibility,
          source: source, output: output)
      )
    }
    // Another version of the tool or of a codec made the recorded file: this one is a new copy.
    let other = try reserve(
      digest, plan, variant: "\(plan.variant);\(result.digest.hex.prefix(16))")
    return try finish(
      other, try marked(other), visible, plan: plan, picture: picture, parent: parent,
      source: source, output: output)
  }

  /// The file of an issued copy, made again: the recorded manifest put into the marked picture. A
  /// signature cannot be made twice, so the one in the catalogue is taken. Nil when the result is not
  /// the recorded file.
  private func recordedFile(of copy: CopyEntry, _ marked: MarkedCopy) throws -> [UInt8]? {
    guard let id = copy.recordID, let record = try shop.store.record(id: id) else { return nil }
    let file = try ManifestContainer.embedding(record.bytes, in: marked.bytes).file
    return Digest.sha256(file).bytes == copy.output?.sha256 ? file : nil
  }

  /// The copy that was issued to this end before.
  private func existing(_ digest: Digest, _ plan: DeliveryPlan) throws -> CopyEntry? {
    try shop.store.copies(pictureSHA256: digest.bytes).first {
      $0.settings == plan.variant && $0.platform == plan.platform && $0.slot == plan.slot
        && $0.recipient == plan.recipient && $0.state == .issued
    }
  }

  private func reserve(
    _ digest: Digest, _ plan: DeliveryPlan, variant: String
  ) throws -> CopyEntry {
    let now = surroundings.now()
    let id = Hexadecimal.text(try surroundings.random.bytes(16))
    let words = try surroundings.random.bytes(8 * 16)
    var draws = words.chunks(of: 8).makeIterator()
    return try shop.store.reserveCopy(
      CopyRequest(
        id: id, pictureSHA256: digest.bytes, platform: plan.platform, slot: plan.slot,
        recipient: plan.recipient, settings: variant, createdAt: now)
    ) {
      (draws.next() ?? words.prefix(8)).reduce(0) { $0 << 8 | UInt64($1) }
    }
  }

  /// Signs, registers, writes: the file is on disk before the record is committed, and gets its
  /// name after.
  private func finish(
    _ copy: CopyEntry, _ marked: MarkedCopy, _ visible: VisiblyMarkedPicture,
    plan: DeliveryPlan, picture: PictureEntry, parent: ManifestStore?, source: FoundFile,
    output: String
  ) throws -> (CopyEntry, CopyReport) {
    let now = surroundings.now()
    try shop.requireValidCertificate(at: now)
    let original = try original(of: picture)
    let statement = try CopyStatement(
      shop: shop, copy: copy, picture: picture, marked: marked, now: now, original: original,
      pairing: try pairing(of: picture)
    ).statement()
    let manifest = try ListingManifest(
      shop: shop, statement: statement, parent: parent, sourceMediaType: picture.mediaType,
      originalMediaType: original?.mediaType ?? picture.mediaType,
      wasExported: original.map { $0.sha256 != picture.sha256 } ?? false,
      changes: visible.changes,
      thumbnail: marked.preview, fingerprint: marked.fingerprint, random: surroundings.random
    ).embedded(in: marked.bytes)
    try refuseTooLarge(manifest.file, plan)
    let prepared = try AtomicFile.prepare(manifest.file, for: output)
    let issued = try shop.store.issueCopy(
      id: copy.id, output: marked.entry(of: manifest.file), path: output,
      record: RecordEntry(manifest.store, kind: statement.kind, recordedAt: now), issuedAt: now)
    try prepared.commit(replacing: true)
    return (
      issued,
      try report(
        .issued, issued, visible.findings, marked: marked, legibility: visible.legibility,
        source: source, output: output)
    )
  }

  /// A ceiling of bytes holds for the whole file, its manifest included.
  private func refuseTooLarge(_ file: [UInt8], _ plan: DeliveryPlan) throws(CodecError) {
    var most = plan.bytes?.upperBound ?? .max
    if case .atMost(let bytes) = request.compression { most = min(most, bytes) }
    if file.count > most {
      throw CodecError(.byteCeilingUnreachable, "\(file.count) bytes with the manifest")
    }
  }

  private func register(
    _ image: SourceImage, _ digest: Digest, size: Int, source: FoundFile
  ) throws -> PictureEntry {
    let shown = try image.analysisRaster()
    if let known = try shop.store.picture(sha256: digest.bytes) {
      try indexing.add(
        shown, sha256: known.sha256, relatives: known.originalSHA256.map { [$0] } ?? [],
        at: surroundings.now())
      return known
    }
    let found = try index.identical(sha256: digest.bytes) ?? index.original(of: shown.luma)
    let entry = PictureEntry(
      sha256: digest.bytes, size: size, fileName: source.name, path: source.path,
      mediaType: image.format.mediaType, pixelWidth: image.raster.size.width,
      pixelHeight: image.raster.size.height, originalSHA256: found?.sha256,
      pairingScore: found?.correlation, addedAt: surroundings.now())
    _ = try shop.store.addPicture(entry)
    try indexing.add(
      shown, sha256: entry.sha256, relatives: entry.originalSHA256.map { [$0] } ?? [],
      at: entry.addedAt)
    return entry
  }

  /// What a run that was killed had registered and not yet written to the index.
  private func completeIndex(of known: PictureEntry, source: FoundFile) throws {
    guard !indexing.isComplete(known.sha256) else { return }
    let bytes = try FileBytes.read(source.path, atMost: request.limits.maximumFileBytes)
    _ = try register(
      try SourceImage.decode(bytes, limits: request.limits), Digest.sha256(bytes),
      size: bytes.count, source: source)
  }

  private func original(of picture: PictureEntry) throws -> OriginalEntry? {
    try picture.originalSHA256.flatMap { try shop.store.original(sha256: $0) }
  }

  private func pairing(of picture: PictureEntry) throws -> Pairing? {
    try original(of: picture).map { original in
      Pairing(
        sha256: original.sha256, path: original.path,
        method: original.sha256 == picture.sha256 ? .identical : .content,
        correlation: picture.pairingScore ?? 0)
    }
  }

  private func isInPlace(_ copy: CopyEntry, at output: String) throws -> Bool {
    do throws(FilesError) {
      return try Digest.ofFile(output).digest.bytes == copy.output?.sha256
    } catch {
      if error.code == .notFound { return false }
      throw error
    }
  }

  /// A file that this shop did not write is never replaced.
  private func refuseForeign(_ output: String) throws {
    let digest: Digest
    do throws(FilesError) { digest = try Digest.ofFile(output).digest } catch {
      if error.code == .notFound { return }
      throw error
    }
    guard try shop.store.copies(outputSHA256: digest.bytes).isEmpty else { return }
    throw Problem.foreignOutput(output)
  }

  /// Gives the issued copy at `first` a second place.
  private func deliver(
    _ copy: CopyEntry, from first: String, to output: String
  ) throws -> CopyReport.Status {
    if try !isInPlace(copy, at: output) {
      try refuseForeign(output)
      let bytes = try FileBytes.read(first, atMost: request.limits.maximumFileBytes)
      try AtomicFile.write(bytes, to: output, replacing: true)
    }
    _ = try shop.store.addOutput(OutputEntry(copyID: copy.id, path: output))
    return .duplicate
  }

  private func report(
    _ status: CopyReport.Status, _ copy: CopyEntry, _ findings: [FindingCode],
    marked: MarkedCopy? = nil, legibility: Legibility? = nil, source: FoundFile, output: String
  ) throws -> CopyReport {
    let pairing = try shop.store.picture(sha256: copy.pictureSHA256).flatMap(pairing(of:))
    return CopyReport(
      status: status, path: source.path, output: output, copyID: copy.id,
      payload: MarkPayload(copy.payload).description, quality: marked?.quality, pairing: pairing,
      findings: findings + (marked?.findings ?? []) + (pairing == nil ? [.originalNotFound] : []),
      delivered: CopyReport.Delivered(copy, legibility: legibility?.score), milliseconds: 0)
  }
}
