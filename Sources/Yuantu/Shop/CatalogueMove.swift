import Catalogue
import Files
import Wording

/// Moves a shop's register: into a file, and from one into a catalogue elsewhere.
public struct CatalogueMove {
  private let home: ShopHome
  private let description: ShopDescription
  private let place: CataloguePlace?

  /// For the shop in `folder`, none of whose secrets are needed.
  ///
  /// `catalogue` says where its catalogue is or is to be, instead of where the shop says.
  public init(shopIn folder: String, catalogue: CataloguePlace? = nil) throws(Problem) {
    home = ShopHome(folder: folder)
    description = try ShopDescription.parse(try home.read(home.description), path: folder)
    place = catalogue
  }

  /// Writes every entry to `file`, which must not be there; how many there are.
  public func export(to file: String) throws(Problem) -> Int {
    let store = try ShopCatalogue(home, description, at: place).open()
    AtomicFile.removeStalePartials(beside: file)
    do { return try store.exportEntries(to: file) } catch { throw Problem(error, path: file) }
  }

  /// Takes what was exported into a catalogue that has no entries and is made if need be, whole or not at
  /// all; from then on the shop uses that catalogue. Returns how many entries there are.
  public func `import`(from file: String) throws(Problem) -> Int {
    do {
      _ = try FileFacts.of(file)
      guard let lock = try FileLock.acquire(home.lock) else {
        throw Problem.anotherRun(home.folder)
      }
      defer { withExtendedLifetime(lock) {} }
      let catalogue = try ShopCatalogue(home, description, at: place)
      let count = try empty(catalogue).importEntries(from: file)
      if try catalogue.place != description.cataloguePlace {
        try home.write(
          try description.using(catalogue: catalogue.place).encoded(), to: home.description,
          replacing: true)
      }
      return count
    } catch { throw Problem(any: error, path: file) }
  }

  /// The catalogue, made if it is not there.
  private func empty(_ catalogue: ShopCatalogue) throws(Problem) -> any CatalogueStore {
    if catalogue.place == .home, home.exists(home.catalogue) { return try catalogue.open() }
    return try catalogue.create()
  }
}
