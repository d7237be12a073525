import Cases
import Trust

/// Who signed a package's list, and what that is worth.
struct PackageSigner {
  /// What was seen.
  private(set) var findings: [PackageFinding] = []
  /// The roots in the package.
  private(set) var roots: [Certificate] = []
  /// What was taken back, by lists that the signer's root or an authority below it signed.
  private(set) var revocations: [RevocationList] = []
  /// The digest of the signer's public key.
  private(set) var fingerprint: Digest?

  init(_ package: PackageReader, anchors: [Certificate], time: Int64) {
    func small(_ path: String) -> [UInt8]? {
      (try? package.bytes(path, atMost: PackageReviewer.mostSmallBytes)).flatMap(\.self)
    }
    func certificates(_ path: String) -> [Certificate] {
      small(path).flatMap { try? Certificate.all(inPEM: $0) } ?? []
    }
    roots = certificates(PackageLayout.root)
    if package.index.createdAt > time + PackageReviewer.clockTolerance {
      findings.append(.madeInFuture)
    }
    let chain = certificates(PackageLayout.signer)
    guard let signer = chain.first else {
      findings += [.signatureInvalid, .chainBroken]
      return
    }
    let issuers = roots + anchors + chain.dropFirst()
    let lists = small(PackageLayout.revocations).flatMap { try? RevocationList.all(inPEM: $0) }
    revocations = (lists ?? []).filter { list in issuers.contains { list.isSigned(by: $0) } }
    if revocation(of: signer) != nil { findings.append(.signerRevoked) }
    let fingerprint = Digest.sha256(signer.publicKeyDER)
    self.fingerprint = fingerprint
    if fingerprint != package.index.keyFingerprint { findings.append(.fingerprintDiffers) }
    let isSigned =
      small(PackageLayout.signature).map {
        DetachedSignature.verify($0, over: package.indexBytes, certificate: signer)
      } ?? false
    findings.append(isSigned ? .signatureValid : .signatureInvalid)
    func standing(_ anchors: [Certificate]) -> ChainResult {
      CertificateChain.verify(
        leaf: signer, intermediates: Array(chain.dropFirst()), anchors: anchors,
        at: package.index.createdAt / 1000)
    }
    switch standing(roots) {
    case .trusted: findings.append(.chainHolds)
    case .expired, .notYetValid: findings.append(.signerOutsideValidity)
    case .untrusted, .invalid: findings.append(.chainBroken)
    }
    if anchors.isEmpty {
      findings.append(.signerNotCompared)
    } else {
      findings.append(standing(anchors) == .trusted ? .signerKnown : .signerUnknown)
    }
  }

  /// What was taken back of a certificate, the earliest; nil when nothing was.
  func revocation(of certificate: Certificate) -> Revocation? {
    revocations.compactMap { $0.revocation(of: certificate) }.min { $0.since < $1.since }
  }
}
