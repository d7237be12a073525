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

  static let absent = RecordExamination(
    result: .absent, findings: [], statement: nil, keyFingerprint: nil)

  /// Examines the record with `id`. `agrees` compares its statement with the catalogue's row.
  static func examine(
    id: [UInt8]?, in shop: Shop, agrees: (RecordStatement) -> Bool
  ) throws(CatalogueError) -> RecordExamination {
    guard let id, let entry = try shop.store.record(id: id) else { return .absent }
    guard let record = try? SignedRecord.parse(entry.bytes) else {
      return RecordExamination(
        result: .fail, findings: [.recordMalformed], statement: nil, keyFingerprint: nil)
    }
    let check = record.check(anchors: [shop.root], at: entry.recordedAt / 1000)
    var findings = check.codes.compactMap { FindingCode(rawValue: $0.rawValue) }
    let consistent = record.identifier.bytes == id && agrees(record.statement)
    if !consistent { findings.append(.recordContradictsCatalogue) }
    if record.statement.timeKind == .ownClock { findings.append(.timeOwnClock) }
    return RecordExamination(
      result: check.isValid && consistent ? .pass : .fail, findings: findings,
      statement: record.statement, keyFingerprint: check.signerFingerprint)
  }
}
