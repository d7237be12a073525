extension TimestampToken {
  /// What the token is worth as a stamp over `message`, without any network.
  ///
  /// `anchors` are the roots of the authorities the caller trusts, apart from those of signers. The
  /// chain is judged at the stamped time. `now` (unix seconds), the time of the question, only adds
  /// `authorityExpired` when the signer's certificate has ended since. Checked are: imprint,
  /// signature, the ESS attribute naming the signer's certificate (RFC 5816), a path to an anchor, an
  /// extended key usage that is critical and time stamping alone (RFC 3161 §2.3), SHA-2 throughout.
  public func verify(
    message: [UInt8], anchors: [Certificate], at now: Int64
  ) -> TimestampVerification {
    verify(imprint: imprintAlgorithm.hash(message), anchors: anchors, at: now)
  }

  /// The same for the hash of the message, made with the token's own algorithm.
  public func verify(
    imprint expected: [UInt8], anchors: [Certificate], at now: Int64
  ) -> TimestampVerification {
    func result(
      _ signer: Certificate?, _ findings: TimestampVerification.Finding...
    ) -> TimestampVerification {
      TimestampVerification(findings: findings, generatedAt: generatedAt, signer: signer)
    }
    guard let handle = try? TokenHandle(der: der) else {
      return result(nil, .init(.malformed, "not a token"))
    }
    guard let signer = handle.signer() else {
      return result(nil, .init(.malformed, "not one signer whose certificate is in the token"))
    }
    guard expected == imprint else { return result(signer, .init(.mismatch, "imprint")) }
    guard handle.isSigned() else { return result(signer, .init(.mismatch, "signature")) }
    guard handle.usesAcceptedDigest else {
      return result(signer, .init(.untrusted, "signed with a hash that is not SHA-2"))
    }
    guard handle.names(signer: signer, among: certificates) else {
      return result(signer, .init(.malformed, "the signed attributes name another certificate"))
    }
    var findings = [
      TimestampVerification.Finding(.validated), standing(of: signer, anchors: anchors),
    ]
    if signer.notAfter < now { findings.append(.init(.authorityExpired)) }
    if let signingTime = handle.signingTime(),
      abs(signingTime * 1000 - generatedAt) > max(accuracy ?? 0, 1000)
    {
      findings.append(.init(.signingTimeDiffers, "\(signingTime - generatedAt / 1000) s"))
    }
    return TimestampVerification(
      findings: findings, generatedAt: generatedAt, signer: signer)
  }

  private func standing(
    of signer: Certificate, anchors: [Certificate]
  ) -> TimestampVerification.Finding {
    // The stamped second belongs to it whole, whatever its fraction.
    let second = generatedAt >= 0 ? generatedAt / 1000 : (generatedAt - 999) / 1000
    let others = certificates.filter { $0 != signer }
    let result = CertificateChain.verify(
      authority: signer, intermediates: others, anchors: anchors, at: second)
    return switch result {
    case .trusted: .init(.trusted)
    case .untrusted: .init(.untrusted)
    case .expired: .init(.outsideValidity, "the authority's certificate had ended")
    case .notYetValid: .init(.outsideValidity, "the authority's certificate had not begun")
    case .invalid(let fault): .init(.untrusted, fault.rawValue)
    }
  }
}
