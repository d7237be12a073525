import Catalogue
import Manifests
import Trust

/// Checks the evidence of time that the catalogue holds, without network: every token by itself, every
/// proof without the other records of its batch.
struct TimeExamination {
  let store: any CatalogueStore
  /// The roots of authorities.
  let anchors: [Certificate]
  /// The time of the question, unix milliseconds.
  let now: Int64

  init(of shop: Shop, now: Int64) {
    self.init(store: shop.store, anchors: shop.authorities.anchors, now: now)
  }

  init(store: any CatalogueStore, anchors: [Certificate], now: Int64) {
    self.store = store
    self.anchors = anchors
    self.now = now
  }

  /// What is known about the time of a record.
  func evidence(ofRecord entry: RecordEntry) throws -> [TimeEvidence] {
    let subject = TimeEvidence.Subject.record
    var evidence: [TimeEvidence] = []
    let own = try store.timeTokens(subject: entry.id).filter { $0.kind == .record }
    if let signature = try? entry.signature(), let token = signature.timestampToken {
      evidence.append(try embedded(token, signature.countersignatureMessage(), subject))
    }
    if !own.isEmpty, let message = try? entry.countersignatureMessage() {
      evidence += try own.map {
        try self.evidence($0, .stamp, subject) { token in
          token.verify(message: message, anchors: anchors, at: now / 1000)
        }
      }
    }
    for anchor in try store.timeAnchors(recordID: entry.id) {
      guard let text = try checkpoint(of: anchor, holds: { $0.isRecord(entry.id) }) else {
        evidence.append(
          TimeEvidence(
            kind: .batch, subject: subject, noLaterThan: 0, authority: "",
            findings: [.timeProofBroken], isTrusted: false))
        continue
      }
      evidence += try store.timeTokens(subject: anchor.batchID).map {
        try self.evidence($0, .batch, subject) { token in
          token.verify(message: text, anchors: anchors, at: now / 1000)
        }
      }
    }
    return evidence
  }

  /// What the token inside a manifest says.
  private func embedded(
    _ bytes: [UInt8], _ message: [UInt8], _ subject: TimeEvidence.Subject
  ) -> TimeEvidence {
    let verified = (try? TimestampToken(der: bytes)).map {
      ($0, $0.verify(message: message, anchors: anchors, at: now / 1000))
    }
    let name = verified?.1.signer?.subject
    return TimeEvidence(
      verified, .stamp, subject, authority: name?.commonName ?? name?.organization ?? "")
  }

  /// What tokens over the file itself say.
  func evidence(ofFile sha256: [UInt8], as subject: TimeEvidence.Subject) throws -> [TimeEvidence] {
    try store.timeTokens(subject: sha256).filter { $0.kind == .file }.map {
      try evidence($0, .stamp, subject) { token in
        // Longer imprints were compared with the file when the token was imported.
        token.verify(
          imprint: token.imprintAlgorithm == .sha256 ? sha256 : token.imprint, anchors: anchors,
          at: now / 1000)
      }
    }
  }

  private func evidence(
    _ entry: TimeTokenEntry, _ kind: TimeEvidence.Kind, _ subject: TimeEvidence.Subject,
    verify: (TimestampToken) -> TimestampVerification
  ) throws -> TimeEvidence {
    let verified = (try? TimestampToken(der: entry.bytes)).map { ($0, verify($0)) }
    let evidence = TimeEvidence(verified, kind, subject, authority: entry.authority)
    guard evidence.findings.contains(.timeAuthorityExpired), let signer = verified?.1.signer,
      try isRenewed(entry, before: signer.notAfter * 1000)
    else { return evidence }
    return evidence.renewed
  }

  /// The text of the batch's checkpoint, when the proof leads from a leaf that `holds` to its root.
  private func checkpoint(
    of anchor: TimeAnchorEntry, holds: (AnchorLeaf) -> Bool
  ) throws -> [UInt8]? {
    guard let record = try? AnchorRecord(encoded: anchor.bytes), holds(record.leaf),
      record.batch.bytes == anchor.batchID, let batch = try store.timeBatch(id: anchor.batchID),
      let text = BatchHead.text(of: batch.note, rootOf: record)
    else { return nil }
    return text
  }

  /// Whether a batch that was stamped before `end` stands for the token.
  private func isRenewed(_ entry: TimeTokenEntry, before end: Int64) throws -> Bool {
    let chain = RenewalChain(anchors: anchors, now: now) { subject in
      try store.timeLinks(subject: subject.bytes).compactMap { link in
        guard let batch = try store.timeBatch(id: link.batchID) else { return nil }
        return RenewalChain.Link(
          anchor: link.bytes, note: batch.note,
          tokens: try store.timeTokens(subject: link.batchID).map(\.bytes))
      }
    }
    return try chain.isRenewed(
      entry.bytes, of: Digest(catalogue: entry.subject),
      store.timeTokens(subject: entry.subject).map(\.bytes), before: end)
  }
}

extension AnchorLeaf {
  /// Whether it is the leaf of the record with this identifier.
  func isRecord(_ id: [UInt8]) -> Bool {
    if case .record(let record, _, _, _) = self { record.bytes == id } else { false }
  }
}
