import Codecs
import Manifests
import Trust
import Wording

/// A record that somebody else has signed about a suspect and that a suspect file carries: as valid as the
/// shop's own, by what the file alone can show.
public struct OtherRecord: Sendable {
  /// Fingerprint (SHA-256, hexadecimal) of the public key that signed it.
  public let keyFingerprint: String
  /// The name its signer gives himself.
  public let signer: String
  /// When it says it was made, by its signer's own clock; unix milliseconds.
  public let recordedAt: Int64

  /// The record in `file`; nil when there is none, it does not hold, or it is the shop's own. `time` is unix
  /// seconds.
  init?(in file: [UInt8], of shop: Shop, at time: Int64) {
    guard case .found(let location) = ManifestContainer.search(file),
      let store = try? ManifestStore.parse(location.store)
    else { return nil }
    let report = Validator.validate(
      store, asset: .file(file, location),
      settings: ValidationSettings(anchors: shop.anchors, timestampAnchors: [], time: time),
      hasCarrierFault: !location.faults.isEmpty)
    guard report.state == .valid, report.evidence.binding != .unbound,
      let statement = report.statement, let certificate = report.signature.certificate
    else { return nil }
    keyFingerprint = Digest.sha256(certificate.publicKeyDER).hex
    signer = statement.shop
    recordedAt = statement.recordedAt
  }
}

extension Verdict {
  /// The verdict in the light of a record that somebody else has signed: where the pictures correspond there
  /// are two records that contradict each other, and nothing here decides between them.
  func contested(by other: OtherRecord?) -> Verdict {
    guard let other else { return self }
    var contested = self
    contested.otherRecord = other
    let corresponds = relation == .markAndContent || relation == .contentOnly
    if corresponds, recordCheck == .pass { contested.relation = .conflicting }
    return contested
  }
}
