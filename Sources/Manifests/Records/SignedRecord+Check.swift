public import Trust

extension SignedRecord {
  /// Checks the signature, the certificate's standing at `unixSeconds`, and the statement's form.
  ///
  /// `anchors` are the roots the caller trusts. The time is the caller's choice: the one of a time
  /// stamp over the record when there is one, otherwise now; a statement's own `recordedAt` is only
  /// what the signer says. Whether the files are the recorded ones is for the caller to compare.
  public func check(anchors: [Certificate], at unixSeconds: Int64) -> RecordCheck {
    let isSigned = signature.verify(payload: statementBytes)
    var findings = [RecordFinding(isSigned ? .claimSignatureValidated : .claimSignatureMismatch)]
    var fingerprint: String?
    do throws(ManifestError) {
      let chain = try signature.certificates()
      fingerprint = Digest.sha256(chain[0].publicKeyDER).hex
      let result = CertificateChain.verify(
        leaf: chain[0], intermediates: Array(chain.dropFirst()), anchors: anchors, at: unixSeconds)
      findings.append(Self.finding(result))
    } catch {
      findings.append(RecordFinding(.signingCredentialInvalid, detail: error.detail))
    }
    var statement: RecordStatement?
    do throws(ManifestError) {
      statement = try unverifiedStatement()
    } catch {
      let detail = "\(error.code.rawValue): \(error.detail)"
      findings.append(RecordFinding(.claimMalformed, detail: detail))
    }
    return RecordCheck(
      findings: findings, statement: isSigned ? statement : nil, signerFingerprint: fingerprint)
  }

  private static func finding(_ result: ChainResult) -> RecordFinding {
    switch result {
    case .trusted: RecordFinding(.signingCredentialTrusted)
    case .untrusted: RecordFinding(.signingCredentialUntrusted)
    case .expired: RecordFinding(.signingCredentialExpired)
    case .notYetValid: RecordFinding(.signingCredentialExpired, detail: "not yet valid")
    case .invalid(let fault): RecordFinding(.signingCredentialInvalid, detail: fault.rawValue)
    }
  }
}
