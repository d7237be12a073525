import Glibc
import Marking
public import Trust

extension Shop {
  /// Makes a shop in `folder`, which must not hold one: a P-256 signing key with a certificate
  /// under a root of its own, a mark secret of 256 bits and an empty catalogue. With a passphrase,
  /// keys and secret are locked with it.
  ///
  /// `place` says where the catalogue is made; the shop notes it without its password.
  public static func create(
    _ folder: String, name: String, passphrase: Passphrase?,
    catalogue place: CataloguePlace = .home,
    surroundings: Surroundings
  ) throws(Problem) -> Shop {
    let home = ShopHome(folder: folder)
    let now = surroundings.now()
    let description = try ShopDescription(
      name: name, createdAt: now, hasPassphrase: passphrase != nil
    ).using(catalogue: place)
    guard !home.isOccupied else { throw Problem.shopExists(folder) }
    do {
      let rootKey = try SigningKey.generate()
      let root = try Certificate.makeRoot(
        name: description.name, key: rootKey, now: now / 1000, random: surroundings.random)
      let key = try SigningKey.generate()
      let certificate = try Certificate.issueLeaf(
        shopName: description.name, leafPublicKeyDER: key.publicKeyDER, root: root,
        rootKey: rootKey, now: now / 1000, random: surroundings.random)
      var secret = try surroundings.random.bytes(MarkKey.secretLength)
      if let passphrase {
        secret = try SealedBox.seal(secret, passphrase: passphrase, random: surroundings.random)
      }
      let catalogue = ShopCatalogue(home, at: place)
      // A server that cannot be reached leaves nothing to tidy up.
      if place != .home { _ = try catalogue.create(root: root) }
      try home.begin()
      try home.write(try key.privateKeyPEM(passphrase: passphrase), to: home.signingKey(1))
      try home.write(try rootKey.privateKeyPEM(passphrase: passphrase), to: home.rootKey(1))
      try home.write(try certificate.pem(), to: home.certificate(1))
      try home.write(try root.pem(), to: home.root(1))
      try home.write(secret, to: home.markSecret)
      if place == .home { _ = try catalogue.create(root: root) }
      try home.write(try description.encoded(), to: home.description)
      home.finish()
    } catch {
      throw Problem(any: error, path: folder)
    }
    return try open(folder, catalogue: place) { () throws(Problem) in
      guard let passphrase else { throw Problem.damagedShop(folder) }
      return passphrase
    }
  }
}
