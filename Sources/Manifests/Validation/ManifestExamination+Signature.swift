import Trust

/// Signature, credential and time (C2PA 2.2 §14, §15.7 to §15.9).
extension ManifestExamination {
  private static let path = [JUMBFURI.signature]

  mutating func examineSignature(_ claim: Claim) {
    let expected = JUMBFURI(manifest: manifest.label, path: Self.path)
    guard let reference = JUMBFURI(claim.signature)?.absolute(in: manifest.label),
      reference == expected, manifest.box(at: Self.path)?.isSuperbox(.claimSignature) ?? false,
      let bytes = manifest.signatureBytes(in: store.expanded),
      let payload = manifest.claimBytes(in: store.expanded)
    else {
      note(.claimSignatureMissing, Self.path, "the claim's reference: \(claim.signature)")
      return
    }
    let signature: COSESign1
    do throws(ManifestError) {
      signature = try COSESign1.parse(bytes)
    } catch {
      let code: ValidationCode =
        switch error.code {
        case .unsupportedAlgorithm: .algorithmUnsupported
        case .malformedCertificateChain: .credentialInvalid
        default: .claimSignatureMismatch
        }
      note(code, Self.path, "\(error.code.rawValue): \(error.detail)")
      return
    }
    outcome.facts.signature = signature
    outcome.facts.algorithm = signature.algorithm
    outcome.facts.identifier = Digest.sha256(signature.signature)
    examineTime(signature, payload)
    let certificates: [Certificate]
    do throws(ManifestError) {
      certificates = try signature.certificates()
    } catch {
      note(.credentialInvalid, Self.path, error.detail)
      note(.claimSignatureMismatch, Self.path, "no certificate to check with")
      return
    }
    outcome.facts.certificate = certificates[0]
    examineCredential(certificates)
    examineRevocation(signature, certificates)
    examineRevocationLists(certificates)
    if signature.verify(payload: payload) {
      outcome.facts.isValid = true
      note(.claimSignatureValidated, Self.path)
    } else {
      note(.claimSignatureMismatch, Self.path)
    }
  }

  /// Seconds at which the certificate counts: those of a trusted time stamp, else of the question.
  var second: Int64 {
    outcome.facts.trustedTime.map { $0 / 1000 } ?? settings.time
  }

  private mutating func examineCredential(_ certificates: [Certificate]) {
    let leaf = certificates[0]
    let others = Array(certificates.dropFirst())
    let isInside = leaf.notBefore <= second && second <= leaf.notAfter
    note(
      isInside ? .claimSignatureInsideValidity : .claimSignatureOutsideValidity, Self.path,
      isInside ? "" : "the certificate is not valid at that time")
    switch CertificateChain.verify(
      leaf: leaf, intermediates: others, anchors: settings.anchors, at: second)
    {
    case .trusted:
      outcome.facts.isTrusted = true
      note(.credentialTrusted, Self.path)
    case .untrusted: note(.credentialUntrusted, Self.path, "no path to an anchor")
    case .expired: note(.credentialExpired, Self.path)
    case .notYetValid: note(.credentialExpired, Self.path, "not yet valid")
    case .invalid(let fault): note(.credentialInvalid, Self.path, fault.rawValue)
    }
  }

  private mutating func examineTime(_ signature: COSESign1, _ payload: [UInt8]) {
    do {
      switch signature.stamp {
      case .token(let der)?:
        judge(try TimestampToken(der: der), over: try signature.countersignatureMessage())
      case .earlyResponse(let der)?:
        judge(
          try TimestampToken(response: der),
          over: try signature.earlyCountersignatureMessage(payload: payload))
      case .malformed(let detail)?: note(.timeStampMalformed, Self.path, detail)
      case nil: break
      }
    } catch { note(.timeStampMalformed, Self.path, "\(error)") }
    guard outcome.facts.trustedTime == nil, let laterToken else { return }
    do {
      judge(try TimestampToken(der: laterToken), over: try signature.countersignatureMessage())
    } catch { note(.timeStampMalformed, Self.path, "\(error)") }
  }

  private mutating func judge(_ token: TimestampToken, over message: [UInt8]) {
    let verification = token.verify(
      message: message, anchors: settings.timestampAnchors, at: settings.time)
    for finding in verification.findings {
      guard let code = ValidationCode(rawValue: finding.code.rawValue) else { continue }
      note(code, Self.path, finding.detail)
      if code == .timeStampValidated {
        outcome.facts.stampedAt = verification.generatedAt
        outcome.facts.authority = verification.signer
      }
    }
    if verification.isTrusted { outcome.facts.trustedTime = verification.generatedAt }
  }
}
