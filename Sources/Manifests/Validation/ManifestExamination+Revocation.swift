import Trust

/// Stapled OCSP responses (C2PA 2.2 §15.8).
extension ManifestExamination {
  mutating func examineRevocation(_ signature: COSESign1, _ certificates: [Certificate]) {
    let path = [JUMBFURI.signature]
    guard let responses = signature.revocationResponses else {
      note(.revocationSkipped, path)
      return
    }
    // The issuer may be an anchor that is not in the chain.
    let issuers = Array(certificates.dropFirst()) + settings.anchors
    let time = outcome.facts.trustedTime.map { $0 / 1000 } ?? settings.time
    var wasAnswered = false
    for der in responses {
      switch RevocationResponse.status(
        of: certificates[0], issuers: issuers, anchors: settings.anchors, response: der, at: time)
      {
      case .good:
        note(.credentialNotRevoked, path)
        wasAnswered = true
      case .revoked(let since):
        note(.credentialRevoked, path, "since \(since)")
        wasAnswered = true
      case .unknown:
        note(.credentialStatusUnknown, path)
        wasAnswered = true
      case .unusable: continue
      }
    }
    if !wasAnswered { note(.revocationSkipped, path, "no usable response") }
  }
}
