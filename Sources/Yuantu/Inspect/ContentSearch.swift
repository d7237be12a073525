import Catalogue
import Matching
import Pixels
import Synchronization
import Trust

/// Finds which registered pictures a suspect shows by content alone. The index is opened when the
/// first suspect needs it.
final class ContentSearch: Sendable {
  private struct Opened {
    let index: FeatureIndex
    let families: PictureFamilies
    let notIndexed: Int
  }

  let views: ComparisonViews
  private let shop: Shop
  private let opened = Mutex<Opened?>(nil)

  init(shop: Shop) {
    self.shop = shop
    views = ComparisonViews(shop.home)
  }

  /// What the content of `raster` tells. Throws when the index cannot be used.
  func search(_ raster: Raster) throws -> ContentEvidence {
    let opened = try open()
    let matcher = PictureMatcher(index: opened.index, reference: views.reference)
    let result = try matcher.match(raster)
    let pictures = try result.matches.map { match in
      ContentEvidence.Picture(
        sha256: Hexadecimal.text(match.sha256), path: try path(of: match.sha256),
        grade: match.grade, match: match)
    }
    let best = pictures.first { $0.grade != .none }
    let isRelated = { (picture: ContentEvidence.Picture) -> Bool in
      guard let best else { return false }
      return opened.families.areRelated(best.match.ordinal, picture.match.ordinal)
    }
    let family = best.flatMap { best in
      opened.families.members[opened.families.root(best.match.ordinal)]
    }
    return ContentEvidence(
      best: best,
      others: pictures.filter {
        $0.grade <= .partReused && $0.match.ordinal != best?.match.ordinal
      },
      lookAlike: pictures.first {
        $0.grade > .partReused && $0.sha256 != best?.sha256 && !isRelated($0)
      },
      family: (family ?? []).map { Hexadecimal.text(opened.index.picture($0).sha256) },
      searched: result.searched, notIndexed: opened.notIndexed)
  }

  /// Whether two registered pictures are of one family, or one was made from the other.
  func areRelated(_ first: [UInt8], _ second: [UInt8]) throws -> Bool {
    if first == second { return true }
    let sources = try [first, second].map {
      try shop.store.picture(sha256: $0)?.originalSHA256 ?? $0
    }
    if sources[0] == sources[1] { return true }
    let opened = try open()
    var ordinals: [Int] = []
    opened.index.forEachPicture {
      if $1.sha256 == first || $1.sha256 == second { ordinals.append($0) }
    }
    return ordinals.count == 2 && opened.families.areRelated(ordinals[0], ordinals[1])
  }

  private func open() throws -> Opened {
    try opened.withLock { opened in
      if let opened { return opened }
      let index = try FeatureIndex.open(shop.home.index)
      var missing = try CatalogueCheck.registeredPictures(of: shop.store)
      index.forEachPicture { missing.remove($1.sha256) }
      let made = Opened(index: index, families: index.families, notIndexed: missing.count)
      opened = made
      return made
    }
  }

  private func path(of sha256: [UInt8]) throws -> String {
    if let picture = try shop.store.picture(sha256: sha256) { return picture.path }
    return try shop.store.original(sha256: sha256)?.path ?? ""
  }
}
