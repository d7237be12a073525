import Catalogue
import Trust

/// Opens the catalogue that belongs to a shop's folder.
struct ShopCatalogue {
  let home: ShopHome
  /// Where it is.
  let place: CataloguePlace

  /// The catalogue of the shop in `home`: where `place` says, else where the shop's description does.
  init(_ home: ShopHome, _ description: ShopDescription, at place: CataloguePlace?) throws(Problem)
  {
    if let place {
      self.init(home, at: place)
    } else {
      self.init(home, at: try description.cataloguePlace)
    }
  }

  init(_ home: ShopHome, at place: CataloguePlace) {
    self.home = home
    self.place = place
  }

  /// What is said of it in messages.
  var path: String {
    switch place {
    case .home: home.catalogue
    case .server: place.shown
    }
  }

  func open() throws(Problem) -> any CatalogueStore {
    try open(create: false, shop: nil)
  }

  /// The catalogue when it is there and has entries, else nil. `root` is the shop's first root.
  func find(root: Certificate) throws(Problem) -> (any CatalogueStore)? {
    do throws(Problem) {
      let store = try open(create: false, shop: Self.identity(root))
      do throws(CatalogueError) {
        let counts = try store.counts()
        return counts.records + counts.originals + counts.pictures == 0 ? nil : store
      } catch { throw Problem(error, path: path) }
    } catch {
      guard error.code == "catalogue.\(CatalogueError.Code.notFound)" else { throw error }
      return nil
    }
  }

  /// Makes it. `root` is the shop's first root.
  func create(root: Certificate) throws(Problem) -> any CatalogueStore {
    try open(create: true, shop: Self.identity(root))
  }

  /// Makes it for the shop whose files are in `home`.
  func create() throws(Problem) -> any CatalogueStore {
    try open(create: true, shop: nil)
  }

  private func open(create: Bool, shop: [UInt8]?) throws(Problem) -> any CatalogueStore {
    do {
      switch place {
      case .home: return try SQLiteStore.open(home.catalogue, create: create)
      case .server(let server):
        return try PostgreSQLStore.open(
          server.address, create: create, shop: try shop ?? identity())
      }
    } catch { throw Problem(any: error, path: path) }
  }

  /// What tells a shop from every other, whichever keys it uses now: its first root.
  static func identity(_ root: Certificate) -> [UInt8] { root.fingerprint.bytes }

  private func identity() throws -> [UInt8] {
    guard let root = try Certificate.all(inPEM: home.read(home.root(1))).first else {
      throw Problem.damagedShop(home.folder)
    }
    return Self.identity(root)
  }
}
