import Catalogue
public import Codecs
import Files
import Matching
import Pixels
import Trust

/// Adds every registered picture that the index of features lacks. Interrupted, it goes on where it
/// was; sources are only read.
public struct CatalogueIndexing: Sendable {
  private let shop: Shop
  private let surroundings: Surroundings
  private let limits: DecodeLimits

  /// Indexes for `shop`.
  public init(shop: Shop, surroundings: Surroundings, limits: DecodeLimits) {
    self.shop = shop
    self.surroundings = surroundings
    self.limits = limits
  }

  /// How a run ended.
  public struct Summary: Sendable, Equatable {
    /// Added in this run.
    public var added = 0
    /// There already.
    public var known = 0
    /// Neither the view nor the source could be read.
    public var failed = 0
  }

  private struct Item: Sendable {
    let sha256: [UInt8]
    let paths: [String]
    let relatives: [[UInt8]]
  }

  /// Indexes what is missing, or with `afresh` everything, `jobs` at a time. `tell` hears of every
  /// picture that had to be looked at, with the total.
  public func run(
    afresh: Bool, jobs: Int, tell: (Int, Problem?) -> Void
  ) async throws(Problem) -> Summary {
    let indexing: PictureIndexing
    var (items, summary) = ([Item](), Summary())
    do {
      indexing = try PictureIndexing(shop, afresh: afresh)
      guard indexing.isOpen else { throw Problem.indexInUse(shop.home.index) }
      try shop.store.forEachOriginal { original in
        guard original.pixelWidth != nil else { return }
        if indexing.isComplete(original.sha256) {
          summary.known += 1
        } else {
          items.append(
            Item(
              sha256: original.sha256, paths: try shop.store.paths(ofOriginal: original.sha256),
              relatives: []))
        }
      }
      let originals = Set(items.map(\.sha256))
      try shop.store.forEachPicture { picture in
        if originals.contains(picture.sha256) { return }
        if indexing.isComplete(picture.sha256) {
          summary.known += 1
        } else {
          items.append(
            Item(
              sha256: picture.sha256, paths: [picture.path],
              relatives: picture.originalSHA256.map { [$0] } ?? []))
        }
      }
    } catch { throw Problem(any: error, path: shop.home.folder) }
    await Batch.run(items, jobs: jobs) { item -> Problem? in
      do {
        try indexing.add(
          try raster(item), sha256: item.sha256, relatives: item.relatives,
          at: surroundings.now())
        return nil
      } catch { return Problem(any: error, path: item.paths.first ?? "") }
    } finished: { problem in
      if problem == nil { summary.added += 1 } else { summary.failed += 1 }
      tell(items.count, problem)
    }
    do { try indexing.finish() } catch { throw Problem(any: error, path: shop.home.index) }
    return summary
  }

  /// The source when it is still what was registered, else the view.
  private func raster(_ item: Item) throws -> Raster {
    for path in item.paths {
      guard let bytes = try? FileBytes.read(path, atMost: limits.maximumFileBytes),
        Digest.sha256(bytes).bytes == item.sha256
      else { continue }
      return try SourceImage.decode(bytes, limits: limits).analysisRaster()
    }
    guard let view = ComparisonViews(shop.home).raster(item.sha256) else {
      throw Problem.sourceGone(item.paths.first ?? "")
    }
    return view
  }
}
