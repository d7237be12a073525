import Trust

/// The Ed25519 key that signs the heads of a shop's batches, and the names of its logs.
struct LogKey {
  let key: SigningKey

  /// The shop's log key, made when it is first needed.
  init(of shop: Shop) throws {
    let home = shop.home
    if let pem = try home.readIfPresent(home.logKey) {
      key = try SigningKey(pem: pem, passphrase: shop.passphrase)
    } else {
      key = try SigningKey.generate(.edDSA)
      try home.write(try key.privateKeyPEM(passphrase: shop.passphrase), to: home.logKey)
    }
    guard key.algorithm == .edDSA else { throw Problem.damagedShop(home.folder) }
  }

  /// The name of the log that batch `number` is. Every batch is a log of its own, for a log may never
  /// have two heads that contradict each other (C2SP tlog-checkpoint).
  func origin(batch number: Int) -> String {
    "yuantu/\(Digest.sha256(key.publicKeyDER).hex.prefix(16))/\(number)"
  }
}
