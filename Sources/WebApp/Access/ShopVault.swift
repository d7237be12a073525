import Synchronization
import Trust
import Yuantu

/// The shop, once it is opened. Its secrets stay in this process.
final class ShopVault: Sendable {
  private let home: String
  private let catalogue: CataloguePlace?
  private let opened = Mutex<Shop?>(nil)

  /// The shop in `home`, which may not be there yet; `shop` when it is open already.
  init(home: String, catalogue: CataloguePlace?, shop: Shop?) {
    self.home = home
    self.catalogue = catalogue
    opened.withLock { $0 = shop }
  }

  enum State {
    /// There is none yet.
    case absent
    /// Its passphrase is needed.
    case locked(name: String)
    case open(Shop)
  }

  /// How it stands. A shop without a passphrase opens by itself.
  func state() throws(Problem) -> State {
    if let shop = opened.withLock({ $0 }) { return .open(shop) }
    guard Shop.isPresent(in: home) else { return .absent }
    let (name, hasPassphrase) = try Shop.summary(of: home)
    if hasPassphrase { return .locked(name: name) }
    return .open(try open(nil))
  }

  /// The opened shop, or nil.
  var shop: Shop? { opened.withLock { $0 } }

  /// Opens the shop with its passphrase.
  @discardableResult
  func open(_ passphrase: Passphrase?) throws(Problem) -> Shop {
    let shop = try Shop.open(home, catalogue: catalogue) { () throws(Problem) in
      guard let passphrase else { throw WebProblem.passphraseNeeded }
      return passphrase
    }
    opened.withLock { $0 = shop }
    return shop
  }

  /// Forgets the shop until its passphrase is given again.
  func close() { opened.withLock { $0 = nil } }

  /// Makes a new shop.
  func create(
    name: String, passphrase: Passphrase, surroundings: Surroundings
  ) throws(Problem) {
    let shop = try Shop.create(
      home, name: name, passphrase: passphrase, catalogue: catalogue ?? .home,
      surroundings: surroundings)
    opened.withLock { $0 = shop }
  }
}
