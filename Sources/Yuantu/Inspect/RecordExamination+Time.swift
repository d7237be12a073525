import Catalogue
import Manifests
import Trust
import Wording

extension RecordExamination {
  /// The examination together with what is known about the record's time, and with what that means for a
  /// key that was revoked: a record that a trusted stamp shows to be older stays good, any other fails.
  ///
  /// `signer` is the certificate the record was signed with, `now` unix milliseconds.
  func dated(
    _ entry: RecordEntry, signer: Certificate?, in shop: Shop, now: Int64
  ) throws -> RecordExamination {
    let evidence = try TimeExamination(of: shop, now: now)
      .evidence(ofRecord: entry)
    let best = evidence.best
    var (result, findings) = (result, findings)
    for finding in evidence.flatMap(\.findings) where !findings.contains(finding) {
      findings.append(finding)
    }
    if best == nil { findings.append(.timeOwnClock) }
    if let signer, let best, best.noLaterThan > signer.notAfter * 1000 {
      findings.append(.timeAfterCertificate)
    }
    if let revocation = signer.flatMap({ shop.revocation(of: $0) }) {
      let isOlder = best.map { $0.noLaterThan <= revocation.since * 1000 } ?? false
      findings.append(isOlder ? .keyRevokedLater : .keyRevoked)
      if !isOlder { result = .fail }
    }
    if try Countersigning.isCountersigned(entry.id, in: shop) {
      findings.append(.recordCountersigned)
    }
    return RecordExamination(
      result: result, findings: findings, statement: statement, keyFingerprint: keyFingerprint,
      time: evidence)
  }

  /// The moment the record existed at the latest, unix milliseconds, and what that rests on.
  var noLaterThan: (moment: Int64, kind: TimeEvidence.Kind)? {
    if let best = time.best { return (best.noLaterThan, best.kind) }
    return statement.map { ($0.recordedAt, .ownClock) }
  }
}
