public import Catalogue
import Files
import Manifests
import Matching
import Trust

/// Checks a shop's catalogue: the database, its rules, every signed record in it, the index of features
/// beside it, and every file that it tells of.
public enum CatalogueCheck {
  /// What is wrong or, as a note (`isNote`), not as the catalogue has it; empty when all is well. A record is right when its signature holds, its
  /// certificate is the shop's, and its identity is the hash of its signature.
  public static func problems(of shop: Shop) throws(Problem) -> [CatalogueProblem] {
    do {
      let problems = try shop.store.checkIntegrity { entry in
        if entry.kind == Countersigning.kind {
          let signed = try? Countersignature.parse(entry.bytes)
          return signed?.identifier.bytes == entry.id
            && signed?.isSigned(anchors: shop.anchors) == true
        }
        guard let store = try? ManifestStore.parse(entry.bytes) else { return false }
        let report = Validator.validate(store, asset: nil, settings: entry.settings(of: shop))
        return report.signature.identifier?.bytes == entry.id && report.isSoundRecord
      }
      return try problems + indexProblems(of: shop) + CatalogueFiles(shop: shop).problems()
    } catch { throw Problem(any: error, path: shop.cataloguePath) }
  }

  /// How much the catalogue holds.
  public static func counts(of shop: Shop) throws(Problem) -> CatalogueCounts {
    do { return try shop.store.counts() } catch {
      throw Problem(error, path: shop.cataloguePath)
    }
  }

  /// The SHA-256 of every original and picture whose content can be compared.
  static func registeredPictures(of store: any CatalogueStore) throws -> Set<[UInt8]> {
    var registered: Set<[UInt8]> = []
    try store.forEachOriginal { if $0.pixelWidth != nil { registered.insert($0.sha256) } }
    try store.forEachPicture { registered.insert($0.sha256) }
    return registered
  }

  private static func indexProblems(of shop: Shop) throws -> [CatalogueProblem] {
    func problem(_ code: CatalogueProblem.Code, _ sha256: [UInt8]) -> CatalogueProblem {
      CatalogueProblem(code: code, subject: "picture \(Hexadecimal.text(sha256))", detail: "")
    }
    let index: FeatureIndex
    do throws(MatchingError) {
      try FeatureIndex.verify(shop.home.index)
      index = try FeatureIndex.open(shop.home.index)
    } catch {
      return [CatalogueProblem(code: .indexDamaged, subject: "index", detail: error.detail)]
    }
    let views = ComparisonViews(shop.home)
    var missing = try registeredPictures(of: shop.store)
    var problems: [CatalogueProblem] = []
    index.forEachPicture { _, picture in
      if missing.remove(picture.sha256) == nil {
        problems.append(problem(.indexedUnknown, picture.sha256))
      } else if !views.contains(picture.sha256) {
        problems.append(problem(.viewMissing, picture.sha256))
      } else if !views.isWhole(picture.sha256) {
        problems.append(problem(.viewDamaged, picture.sha256))
      }
    }
    return problems
      + missing.sorted { $0.lexicographicallyPrecedes($1) }.map { problem(.notIndexed, $0) }
  }
}
