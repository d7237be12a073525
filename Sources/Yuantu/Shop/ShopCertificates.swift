public import Trust

/// The public part of a shop's identity, as its home holds it.
struct ShopCertificates {
  /// The certificate in use, followed by those between it and its root.
  let chain: [Certificate]
  /// The shop's own root in use.
  let root: Certificate
  /// All roots its certificates may lead to.
  let anchors: [Certificate]
  /// The certificates of former keys.
  let former: [Certificate]
  /// What was taken back.
  let revocations: [RevocationList]

  static func read(_ home: ShopHome, _ description: ShopDescription) throws -> ShopCertificates {
    func certificates(_ path: String) throws -> [Certificate] {
      try Certificate.all(inPEM: try home.read(path))
    }
    let generation = description.keyGeneration
    let roots = try (1...description.rootGeneration).compactMap {
      try certificates(home.root($0)).first
    }
    guard let root = roots.last else { throw Problem.damagedShop(home.folder) }
    let foreign = try home.readIfPresent(home.foreignRoots).map { try Certificate.all(inPEM: $0) }
    return ShopCertificates(
      chain: try certificates(home.certificate(generation)), root: root,
      anchors: roots + (foreign ?? []),
      former: try (1..<generation).compactMap { try certificates(home.certificate($0)).first },
      revocations: try home.readIfPresent(home.revocations)
        .map { try RevocationList.all(inPEM: $0) } ?? [])
  }
}

extension Shop {
  /// What a list signed by one of the shop's anchors, or by an authority below them, says about
  /// `certificate`; nil when none does.
  public func revocation(of certificate: Certificate) -> Revocation? {
    let issuers = anchors + signingChain.dropFirst()
    return revocations.filter { list in issuers.contains { list.isSigned(by: $0) } }
      .compactMap { $0.revocation(of: certificate) }.min { $0.since < $1.since }
  }
}
