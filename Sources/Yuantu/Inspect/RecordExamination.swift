import Catalogue
import Manifests
import Trust
import Wording

/// The cryptographic axis: is the record of a copy or an original whole, signed by this shop, and
/// does it say what the catalogue says?
struct RecordExamination {
  let result: RecordCheckResult
  let findings: [FindingCode]
  let statement: RecordStatement?
  let keyFingerprint: String?
  /// What is known about its time.
  var time: [TimeEvidence] = []

  private static let absent = RecordExamination(
    result: .absent, findings: [], statement: nil, keyFingerprint: nil)

  /// Examines the record with `id` at `now` (unix milliseconds). `agrees` compares its statement with the catalogue's row.
  static func examine(
    id: [UInt8]?, in shop: Shop, now: Int64, agrees: (RecordStatement) -> Bool
  ) throws -> RecordExamination {
    guard let id, let entry = try shop.store.record(id: id) else { return .absent }
    guard let record = try? SignedRecord.parse(entry.bytes) else {
      return RecordExamination(
        result: .fail, findings: [.recordMalformed], statement: nil, keyFingerprint: nil)
    }
    let check = record.check(anchors: shop.anchors, at: entry.recordedAt / 1000)
    var findings = check.findings.map { FindingCode($0) }
    let consistent =
      record.identifier.bytes == id
      && check.statement.map { agrees($0) && $0.recordedAt / 1000 == entry.recordedAt / 1000 }
        ?? false
    if !consistent { findings.append(.recordContradictsCatalogue) }
    let examination = RecordExamination(
      result: check.isValid && consistent ? .pass : .fail, findings: findings,
      statement: check.statement, keyFingerprint: check.signerFingerprint)
    return try examination.dated(
      entry, signer: try? record.signature.certificates().first, in: shop, now: now)
  }
}
