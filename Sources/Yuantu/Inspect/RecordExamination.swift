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

  /// Examines the record with `id` at `now` (unix milliseconds). `asset` is the very file it is about, when that is at hand;
  /// `agrees` compares its statement with the catalogue's row.
  static func examine(
    id: [UInt8]?, in shop: Shop, now: Int64, asset: Asset?,
    agrees: (RecordStatement) -> Bool
  ) throws -> RecordExamination {
    guard let id, let entry = try shop.store.record(id: id) else { return .absent }
    guard let store = try? ManifestStore.parse(entry.bytes) else {
      return RecordExamination(
        result: .fail, findings: [.recordMalformed], statement: nil, keyFingerprint: nil)
    }
    let report = Validator.validate(store, asset: asset, settings: entry.settings(of: shop))
    var findings = FindingCode.findings(of: report)
    let consistent =
      report.signature.identifier?.bytes == id
      && report.statement.map { agrees($0) && $0.recordedAt / 1000 == entry.recordedAt / 1000 }
        ?? false
    if !consistent { findings.append(.recordContradictsCatalogue) }
    let examination = RecordExamination(
      result: report.isSoundRecord && consistent ? .pass : .fail, findings: findings,
      statement: report.statement,
      keyFingerprint: report.signature.certificate.map { Digest.sha256($0.publicKeyDER).hex })
    return try examination.dated(
      entry, signer: report.signature.certificate, in: shop, now: now)
  }
}

extension RecordEntry {
  /// A record is judged as of the time it was made.
  func settings(of shop: Shop) -> ValidationSettings {
    ValidationSettings(
      anchors: shop.anchors, timestampAnchors: shop.authorities.anchors, time: recordedAt / 1000)
  }
}

extension ValidationReport {
  /// Whether the manifest itself breaks no rule, is signed by a trusted signer in the only form his
  /// tool writes, and holds the shop's record. What its ingredients have come to since is another
  /// question.
  var isSoundRecord: Bool {
    signature.isValid && signature.isTrusted && statement != nil
      && !statuses.contains { $0.code.kind == .failure } && evidence.holes.isEmpty
  }
}

extension FindingCode {
  /// What a validation of a shop's record says about it, in the order it was seen.
  static func findings(of report: ValidationReport) -> [FindingCode] {
    var findings: [FindingCode] = []
    for status in report.statuses {
      let finding: FindingCode? =
        switch status.code {
        case .claimSignatureValidated: .signatureValid
        case .claimSignatureMismatch, .hashedURIMismatch: .signatureMismatch
        case .credentialTrusted: .signerKnown
        case .credentialUntrusted: .signerUnknown
        case .credentialInvalid: .signerInvalid
        case .credentialExpired, .claimSignatureOutsideValidity: .signerExpired
        case .dataHashMismatch: .fileDiffersFromManifest
        default: status.code.kind == .failure ? .recordMalformed : nil
        }
      if let finding, !findings.contains(finding) { findings.append(finding) }
    }
    if !report.evidence.holes.isEmpty, !findings.contains(.recordMalformed) {
      findings.append(.recordMalformed)
    }
    return findings
  }
}
