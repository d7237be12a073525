public import Catalogue
import Manifests
import Trust

/// Checks a shop's catalogue: the database, its rules, and every signed record in it.
public enum CatalogueCheck {
  /// What is wrong; empty when all is well. A record is right when its signature holds, its
  /// certificate is the shop's, and its identity is the hash of its signature.
  public static func problems(of shop: Shop) throws(Problem) -> [CatalogueProblem] {
    do {
      return try shop.store.checkIntegrity { entry in
        if entry.kind == Countersigning.kind {
          let signed = try? Countersignature.parse(entry.bytes)
          return signed?.identifier.bytes == entry.id
            && signed?.isSigned(anchors: shop.anchors) == true
        }
        guard let store = try? ManifestStore.parse(entry.bytes) else { return false }
        let report = Validator.validate(store, asset: nil, settings: entry.settings(of: shop))
        return report.signature.identifier?.bytes == entry.id && report.isSoundRecord
      }
    } catch { throw Problem(error, path: shop.home.catalogue) }
  }

  /// How much the catalogue holds.
  public static func counts(of shop: Shop) throws(Problem) -> CatalogueCounts {
    do { return try shop.store.counts() } catch {
      throw Problem(error, path: shop.home.catalogue)
    }
  }
}
