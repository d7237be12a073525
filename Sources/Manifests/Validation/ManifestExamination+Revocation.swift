import Trust

/// Stapled OCSP responses (C2PA 2.2 §15.8), and revocation lists that are at hand.
extension ManifestExamination {
  mutating func examineRevocation(_ signature: COSESign1, _ certificates: [Certificate]) {
    let path = [JUMBFURI.signature]
    guard let responses = signature.revocationResponses else {
      note(.revocationSkipped, path)
      return
    }
    // The issuer may be an anchor that is not in the chain.
    let issuers = Array(certificates.dropFirst()) + settings.anchors
    var wasAnswered = false
    for der in responses {
      switch RevocationResponse.status(
        of: certificates[0], issuers: issuers, anchors: settings.anchors, response: der, at: second)
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

  /// Lists of the issuer, in the chain or among the anchors, at the time of a trusted time stamp, else of the
  /// question: as for OCSP, what is revoked later counts for nothing.
  mutating func examineRevocationLists(_ certificates: [Certificate]) {
    let path = [JUMBFURI.signature]
    let issuers = Array(certificates.dropFirst()) + settings.anchors
    let lists = settings.revocations.filter { list in
      list.issuer == certificates[0].issuer && issuers.contains { list.isSigned(by: $0) }
    }
    guard !lists.isEmpty else { return }
    let since = lists.compactMap { $0.revocation(of: certificates[0])?.since }.min()
    if let since, since <= second {
      note(.credentialListed, path, "since \(since)")
    } else {
      note(.credentialNotListed, path, since.map { "not before \($0)" } ?? "")
    }
  }
}
