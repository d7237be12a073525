public import Catalogue
import Trust

/// How much a shop has, and what its originals are like.
public struct ShopOverview: Sendable {
  /// How much of everything.
  public let counts: CatalogueCounts
  /// Records without a time stamp of a third party.
  public let undated: Int
}

extension Shop {
  /// How much there is.
  public func overview() throws(Problem) -> ShopOverview {
    do {
      return ShopOverview(counts: try store.counts(), undated: try store.undatedRecordCount())
    } catch { throw Problem(error, path: home.folder) }
  }

  /// The small picture kept of the original or picture with this SHA-256 in hexadecimal, a JPEG; nil when there is none.
  public func preview(of sha256: String) throws(Problem) -> [UInt8]? {
    do {
      guard let digest = Hexadecimal.bytes(sha256) else { return nil }
      return try store.original(sha256: digest)?.preview
    } catch { throw Problem(error, path: home.folder) }
  }

  /// Whether the folder holds a shop.
  public static func isPresent(in folder: String) -> Bool {
    let home = ShopHome(folder: folder)
    return home.exists(home.description)
  }

  /// Whether the shop in `folder` has a passphrase, and what it is called, without opening it.
  public static func summary(of folder: String) throws(Problem) -> (
    name: String, hasPassphrase: Bool
  ) {
    let home = ShopHome(folder: folder)
    let description = try ShopDescription.parse(try home.read(home.description), path: folder)
    return (description.name, description.hasPassphrase)
  }
}
