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
  /// The certificate its records are signed with.
  public let certificate: Certificate
  /// The shop's own root, which issued the certificate.
  public let root: Certificate

  let home: ShopHome
  let signingKey: SigningKey
  let store: any CatalogueStore

  /// SHA-256 of the signing key's public half (SubjectPublicKeyInfo, DER), hexadecimal.
  public var keyFingerprint: String { Digest.sha256(certificate.publicKeyDER).hex }

  /// Opens the shop in `folder`. `passphrase` is asked for only when the shop has one.
  public static func open(
    _ folder: String, passphrase: () throws(Problem) -> Passphrase
  ) throws(Problem) -> Shop {
    let home = ShopHome(folder: folder)
    let description = try ShopDescription.parse(try home.read(home.description), path: folder)
    let phrase = description.hasPassphrase ? try passphrase() : nil
    do {
      var secret = try home.read(home.markSecret)
      if let phrase { secret = try SealedBox.open(secret, passphrase: phrase) }
      guard secret.count == MarkKey.secretLength,
        let certificate = try Certificate.all(inPEM: try home.read(home.certificate)).first,
        let root = try Certificate.all(inPEM: try home.read(home.root)).first
      else { throw Problem.damagedShop(folder) }
      let signingKey = try SigningKey(pem: try home.read(home.signingKey), passphrase: phrase)
      guard certificate.publicKeyDER == signingKey.publicKeyDER else {
        throw Problem.damagedShop(folder)
      }
      return Shop(
        name: description.name, createdAt: description.createdAt,
        hasPassphrase: description.hasPassphrase, markKey: MarkKey(secret: secret),
        certificate: certificate, root: root, home: home, signingKey: signingKey,
        store: try SQLiteStore.open(home.catalogue, create: false))
    } catch {
      throw Problem(any: error, path: folder)
    }
  }
}
