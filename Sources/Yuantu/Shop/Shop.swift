import Catalogue
import Files
public import Marking
public import Trust
import Wording

/// An opened shop: its name, keys, mark secret and catalogue.
public struct Shop: Sendable {
  /// The name its owner gave it.
  public let name: String
  /// When it was made, milliseconds since 1970.
  public let createdAt: Int64
  /// Whether its secrets are locked with a passphrase.
  public let hasPassphrase: Bool
  /// The key of its invisible mark.
  public let markKey: MarkKey
  /// The certificate its records are signed with, followed by those between it and its root.
  public let signingChain: [Certificate]
  /// The shop's own root.
  public let root: Certificate
  /// What its records' certificates may lead to: its roots, former and present, and those of
  /// certificates from elsewhere.
  public let anchors: [Certificate]
  /// The certificates of keys it used before, the oldest first.
  public let formerCertificates: [Certificate]
  /// What was taken back of all these.
  public let revocations: [RevocationList]
  /// Who is asked for time stamps, and whose stamps are trusted.
  public let authorities: AuthorityList

  let home: ShopHome
  let signingKey: SigningKey
  let store: any CatalogueStore
  /// What is said of the catalogue's place in messages.
  let cataloguePath: String
  /// What opens its secrets, nil when they are in the clear.
  let passphrase: Passphrase?
  /// Who stamps manifests while they are signed, nil for nobody.
  var stamper: ManifestStamper?

  /// The certificate its records are signed with.
  public var certificate: Certificate { signingChain[0] }

  /// Refuses to sign at `now` (unix milliseconds) what would never hold: the certificate is not valid then.
  func requireValidCertificate(at now: Int64) throws(Problem) {
    guard (certificate.notBefore...certificate.notAfter).contains(now / 1000) else {
      throw Problem.clockOutsideCertificate(home.folder)
    }
  }

  /// SHA-256 of the signing key's public half (SubjectPublicKeyInfo, DER), hexadecimal.
  public var keyFingerprint: String { Digest.sha256(certificate.publicKeyDER).hex }

  /// Opens the shop in `folder`. `passphrase` is asked for only when the shop has one.
  ///
  /// `catalogue` says where its catalogue is, instead of where the shop says.
  public static func open(
    _ folder: String, catalogue: CataloguePlace? = nil,
    passphrase: () throws(Problem) -> Passphrase
  ) throws(Problem) -> Shop {
    let home = ShopHome(folder: folder)
    let description = try ShopDescription.parse(try home.read(home.description), path: folder)
    home.tidy(description)
    let phrase = description.hasPassphrase ? try passphrase() : nil
    do {
      var secret = try home.read(home.markSecret)
      if let phrase { secret = try SealedBox.open(secret, passphrase: phrase) }
      guard secret.count == MarkKey.secretLength else { throw Problem.damagedShop(folder) }
      let generation = description.keyGeneration
      guard home.exists(home.signingKey(generation)) else { throw Problem.lostKey(folder) }
      let signingKey = try SigningKey(
        pem: try home.read(home.signingKey(generation)), passphrase: phrase)
      let certificates = try ShopCertificates.read(home, description)
      guard certificates.chain[0].publicKeyDER == signingKey.publicKeyDER else {
        throw Problem.damagedShop(folder)
      }
      let place = try ShopCatalogue(home, description, at: catalogue)
      return Shop(
        name: description.name, createdAt: description.createdAt,
        hasPassphrase: description.hasPassphrase, markKey: MarkKey(secret: secret),
        signingChain: certificates.chain, root: certificates.root, anchors: certificates.anchors,
        formerCertificates: certificates.former, revocations: certificates.revocations,
        authorities: try AuthorityList.read(home), home: home, signingKey: signingKey,
        store: try place.open(), cataloguePath: place.path, passphrase: phrase)
    } catch {
      throw Problem(any: error, path: folder)
    }
  }
}
