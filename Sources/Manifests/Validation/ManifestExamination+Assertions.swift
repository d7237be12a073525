import Trust

/// The list of assertions and their hashes (C2PA 2.2 §15.10).
extension ManifestExamination {
  mutating func examineAssertions(_ claim: Claim) {
    var listed: Set<String> = []
    for reference in claim.assertions {
      guard let uri = JUMBFURI(reference.url)?.absolute(in: manifest.label) else {
        note(.assertionMissing, [], reference.url)
        continue
      }
      guard uri.manifest == manifest.label else {
        outcome.note(.assertionOutsideManifest, uri.text)
        continue
      }
      guard uri.path.count == 2, uri.path[0] == JUMBFURI.assertions else {
        outcome.note(.assertionMissing, uri.text, "not an assertion")
        continue
      }
      guard listed.insert(uri.path[1]).inserted else {
        outcome.note(.assertionUndeclared, uri.text, "listed twice")
        continue
      }
      examine(reference, uri, claim)
    }
    for assertion in manifest.assertions where !listed.contains(assertion.label) {
      note(.assertionUndeclared, assertion, "not in the claim")
    }
    examineRedactions(claim)
  }

  private mutating func examine(_ reference: HashedURI, _ uri: JUMBFURI, _ claim: Claim) {
    let isRedacted = redactions.contains(uri.text)
    guard let assertion = manifest.assertion(uri.path[1]) else {
      if !isRedacted { outcome.note(.assertionMissing, uri.text) }
      return
    }
    if isRedacted, case .redacted(isZero: true) = assertion.content { return }
    guard let algorithm = algorithm(of: reference, claim) else {
      outcome.note(
        .algorithmUnsupported, uri.text, reference.algorithm ?? claim.algorithm ?? "none named")
      return
    }
    let matches = hashes.hash(assertion.box, algorithm) == reference.hash
    note(matches ? .hashedURIMatch : .hashedURIMismatch, assertion)
    examineContent(assertion, claim)
  }

  private mutating func examineContent(_ assertion: Assertion, _ claim: Claim) {
    switch assertion.content {
    case .malformedCBOR(let error):
      note(.assertionCBORInvalid, assertion, "\(error.code.rawValue): \(error.detail)")
    case .malformedJSON(let error):
      note(.assertionJSONInvalid, assertion, "\(error.code.rawValue): \(error.detail)")
    case .json(let value) where assertion.kind == "c2pa.metadata":
      if let field = MetadataFields.firstDisallowed(in: value) {
        note(.metadataDisallowed, assertion, field)
      }
    case .cbor(let value) where assertion.kind == "c2pa.time-stamp":
      let isMap = if case .map(let entries) = value { !entries.isEmpty } else { false }
      let isSound =
        isMap
        && value.entries.allSatisfy {
          if case (.textString, .byteString) = ($0.key, $0.value) { true } else { false }
        }
      if !isSound { note(.timestampAssertionMalformed, assertion) }
    default: break
    }
  }

  /// What this claim says it took out of others (C2PA 2.2 §6.8).
  private mutating func examineRedactions(_ claim: Claim) {
    for text in claim.redactions {
      guard let uri = JUMBFURI(text)?.absolute(in: manifest.label), uri.path.count == 2 else {
        note(.notRedacted, [], text)
        continue
      }
      let kind = JUMBFLabel.kind(uri.path[1])
      if uri.manifest == manifest.label {
        outcome.note(.selfRedacted, uri.text)
      } else if kind == "c2pa.actions" {
        outcome.note(.actionRedacted, uri.text)
      } else if kind.hasPrefix("c2pa.hash.") {
        outcome.note(.dataHashRedacted, uri.text)
      } else if let other = store.manifest(uri.manifest ?? ""),
        let assertion = other.assertion(uri.path[1])
      {
        if case .redacted(isZero: true) = assertion.content { continue }
        outcome.note(.notRedacted, uri.text)
      }
    }
  }
}
