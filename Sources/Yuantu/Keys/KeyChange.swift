import Files
import Glibc
import Marking
public import Trust
import Wording

/// Changes of a shop's keys. Each is made beside what is there and takes effect in the one moment when
/// the shop's description is replaced; what a killed run leaves is overwritten by the next.
public struct KeyChange {
  private let home: ShopHome
  private let description: ShopDescription
  private let passphrase: Passphrase?
  private let surroundings: Surroundings

  /// A change of the shop in `folder`, whose signing key may be lost. `passphrase` is asked for only when
  /// the shop has one, and must be the right one.
  public init(
    shopIn folder: String, surroundings: Surroundings,
    passphrase: () throws(Problem) -> Passphrase
  ) throws(Problem) {
    home = ShopHome(folder: folder)
    description = try ShopDescription.parse(try home.read(home.description), path: folder)
    self.surroundings = surroundings
    self.passphrase = description.hasPassphrase ? try passphrase() : nil
    guard let phrase = self.passphrase else { return }
    do throws(TrustError) {
      _ = try SealedBox.open(try Self.secret(home), passphrase: phrase)
    } catch { throw Problem(error, path: folder) }
  }

  private static func secret(_ home: ShopHome) throws(TrustError) -> [UInt8] {
    guard let secret = try? home.read(home.markSecret) else {
      throw TrustError(.wrongPassphraseOrDamaged, detail: "no mark secret")
    }
    return secret
  }

  /// A new signing key with a certificate of the shop's root, of the same algorithm as before unless
  /// another is named; the former private key is deleted. With `newRoot` a new root is made too: when the
  /// root's key is lost or no longer trusted.
  public func rotate(_ algorithm: SignatureAlgorithm?, newRoot: Bool) throws(Problem) {
    let now = surroundings.now() / 1000
    try change { () throws in
      let (root, rootKey, generation) = newRoot ? try makeRoot(now) : try self.root()
      let former = try ShopCertificates.read(home, description).chain[0].keyAlgorithm
      let key = try SigningKey.generate(algorithm ?? former ?? .es256)
      let certificate = try Certificate.issueLeaf(
        shopName: description.name, leafPublicKeyDER: key.publicKeyDER, root: root,
        rootKey: rootKey, now: now, random: surroundings.random)
      try use(key, [certificate], root: generation)
    }
  }

  /// A key with a certificate from elsewhere, which must lead to one of `anchors` and be fit for signing
  /// claims; the former private key is deleted.
  public func adopt(_ container: KeyContainer, anchors: [Certificate]) throws(Problem) {
    let chain = container.certificates.filter { !anchors.contains($0) }
    let result = CertificateChain.verify(
      leaf: container.certificates[0], intermediates: Array(chain.dropFirst()), anchors: anchors,
      at: surroundings.now() / 1000)
    guard result == .trusted else { throw Problem.unfitCertificate("\(result)") }
    try change { () throws in
      let known = try home.readIfPresent(home.foreignRoots) ?? []
      let added = try anchors.flatMap { try $0.pem() }
      try home.write(known + added, to: home.foreignRoots, replacing: true)
      try use(container.key, chain, root: description.rootGeneration)
    }
  }

  /// Has the shop's root take back the certificate whose key has this fingerprint (or nil for the one in
  /// use) from `since` on, unix seconds. Whether that was the one in use: it must be rotated then.
  public func revoke(
    keyFingerprint: String?, since: Int64, reason: Revocation.Reason
  ) throws(Problem) -> Bool {
    let now = surroundings.now() / 1000
    guard since <= now else { throw Problem.revocationInFuture }
    var isCurrent = false
    try change { () throws in
      let all = try ShopCertificates.read(home, description)
      let current = all.chain[0]
      let wanted = keyFingerprint ?? Digest.sha256(current.publicKeyDER).hex
      guard
        let certificate = ([current] + all.former).first(where: {
          Digest.sha256($0.publicKeyDER).hex == wanted.lowercased()
        })
      else { throw Problem.unknownKey(wanted) }
      isCurrent = certificate == current
      let (root, rootKey, _) = try self.root()
      guard certificate.issuer == root.subject else { throw Problem.foreignCertificate }
      let own = all.revocations.filter { $0.isSigned(by: root) }
      var entries = own.flatMap(\.entries)
      // A second revocation of one certificate keeps the earlier date: evidence only gets stricter.
      let earlier = entries.first { $0.serial == certificate.serial }
      entries.removeAll { $0.serial == certificate.serial }
      entries.append(
        Revocation(
          serial: certificate.serial, since: min(since, earlier?.since ?? since), reason: reason))
      let list = try RevocationList.issue(entries, root: root, rootKey: rootKey, now: now)
      try write(all.revocations.filter { !own.contains($0) } + [list])
    }
    return isCurrent
  }

  /// Takes in revocation lists of other authorities, each of which one of the shop's anchors or
  /// intermediate certificates must have signed; they replace those of the same issuer.
  public func take(_ lists: [RevocationList]) throws(Problem) {
    try change { () throws in
      let all = try ShopCertificates.read(home, description)
      let issuers = all.anchors + all.chain.dropFirst()
      guard !lists.isEmpty,
        lists.allSatisfy({ list in issuers.contains { list.isSigned(by: $0) } })
      else { throw Problem.strangeRevocationList }
      let names = Set(lists.map(\.issuer))
      try write(all.revocations.filter { !names.contains($0.issuer) } + lists)
    }
  }

  private func write(_ lists: [RevocationList]) throws {
    try home.write(
      try lists.flatMap { try $0.pem() }, to: home.revocations, replacing: true)
  }

  /// Runs `body` while no `protect` of the shop does.
  private func change(_ body: () throws -> Void) throws(Problem) {
    do {
      guard let lock = try FileLock.acquire(home.lock) else {
        throw Problem.anotherRun(home.folder)
      }
      defer { withExtendedLifetime(lock) {} }
      home.tidy(description)
      try body()
    } catch { throw Problem(any: error, path: home.folder) }
  }

  private func root() throws -> (Certificate, SigningKey, Int) {
    let generation = description.rootGeneration
    guard let certificate = try Certificate.all(inPEM: home.read(home.root(generation))).first
    else { throw Problem.damagedShop(home.folder) }
    guard let pem = try home.readIfPresent(home.rootKey(generation)) else {
      throw Problem.lostRoot(home.folder)
    }
    return (certificate, try SigningKey(pem: pem, passphrase: passphrase), generation)
  }

  private func makeRoot(_ now: Int64) throws -> (Certificate, SigningKey, Int) {
    let generation = description.rootGeneration + 1
    let key = try SigningKey.generate()
    let root = try Certificate.makeRoot(
      name: description.name, key: key, now: now, random: surroundings.random)
    try home.write(
      try key.privateKeyPEM(passphrase: passphrase), to: home.rootKey(generation),
      replacing: true)
    try home.write(try root.pem(), to: home.root(generation), replacing: true)
    return (root, key, generation)
  }

  private func use(_ key: SigningKey, _ chain: [Certificate], root: Int) throws {
    let generation = description.keyGeneration + 1
    try home.write(
      try key.privateKeyPEM(passphrase: passphrase), to: home.signingKey(generation),
      replacing: true)
    try home.write(
      try chain.flatMap { try $0.pem() }, to: home.certificate(generation), replacing: true)
    try home.write(
      try description.using(key: generation, root: root).encoded(), to: home.description,
      replacing: true)
    for former in 1..<generation { unlink(home.signingKey(former)) }
    for former in 1..<root { unlink(home.rootKey(former)) }
  }
}
