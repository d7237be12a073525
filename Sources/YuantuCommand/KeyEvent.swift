import Manifests
import Trust
import Wording
import Yuantu

/// One key of a shop, in use or former, as a line of JSON and as lines for people.
struct KeyEvent: Encodable {
  private let event: String
  private let shop: String
  private let algorithm: String
  private let keyFingerprint: String
  private let certificateFingerprint: String
  private let rootFingerprint: String
  private let issuer: String
  private let notBefore: String
  private let notAfter: String
  private let revokedSince: String?
  private let hasPassphrase: Bool

  init(_ certificate: Certificate, of shop: Shop) {
    event = certificate == shop.certificate ? "key" : "formerKey"
    self.shop = shop.name
    algorithm = certificate.keyAlgorithm.map { "\($0)" } ?? "?"
    keyFingerprint = Digest.sha256(certificate.publicKeyDER).hex
    certificateFingerprint = certificate.fingerprint.hex
    rootFingerprint = shop.root.fingerprint.hex
    issuer = certificate.issuer.commonName ?? certificate.issuer.organization ?? ""
    notBefore = Self.day(certificate.notBefore)
    notAfter = Self.day(certificate.notAfter)
    revokedSince = shop.revocation(of: certificate).flatMap {
      UniversalTime.text(unixMilliseconds: $0.since * 1000)
    }
    hasPassphrase = shop.hasPassphrase
  }

  var lines: [LocalizedText] {
    let isCurrent = event == "key"
    var lines = [
      isCurrent
        ? LocalizedText("签名公钥指纹：\(keyFingerprint)", "Key fingerprint: \(keyFingerprint)")
        : LocalizedText("以前的公钥指纹：\(keyFingerprint)", "Former key: \(keyFingerprint)"),
      LocalizedText(
        "证书有效期：\(notBefore) 至 \(notAfter)(UTC)，签发者：\(issuer)",
        "Certificate valid: \(notBefore) to \(notAfter) (UTC), issued by \(issuer)"),
    ]
    if let revokedSince {
      lines.append(
        LocalizedText("已作废，自 \(revokedSince) 起", "Revoked, from \(revokedSince) on"))
    }
    return lines
  }

  private static func day(_ unixSeconds: Int64) -> String {
    Moment(unixMilliseconds: unixSeconds * 1000).day
  }
}
