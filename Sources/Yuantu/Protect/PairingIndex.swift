import Catalogue
import Matching
import Pixels

/// The shop's originals, ready for finding which one an export was made from.
struct PairingIndex: Sendable {
  private struct Item: Sendable {
    let sha256: [UInt8]
    let path: String
    let hashes: [PerceptualHash]
  }

  /// How many originals are compared in full with one export.
  private static let candidateLimit = 8
  /// Fine detail must agree at least so well. Different photos of one shoot stay below.
  private static let leastDetailCorrelation = 0.6
  /// With so much agreement no other original needs to be looked at.
  private static let certainDetailCorrelation = 0.85

  private let items: [Item]
  private let store: any CatalogueStore

  /// Reads the hashes of every original in `store`.
  init(_ store: any CatalogueStore) throws {
    var items: [Item] = []
    try store.forEachOriginal { original in
      let hashes = (original.contentHashes ?? []).chunks(of: PerceptualHash.byteCount)
        .compactMap { PerceptualHash(bytes: $0) }
      items.append(Item(sha256: original.sha256, path: original.path, hashes: hashes))
    }
    self.items = items
    self.store = store
  }

  /// The original that is this very file.
  func identical(sha256: [UInt8]) throws(CatalogueError) -> Pairing? {
    try store.original(sha256: sha256).map {
      Pairing(sha256: $0.sha256, path: $0.path, method: .identical, correlation: 1)
    }
  }

  /// The original whose content a picture with this luma shows, or nil.
  func original(of luma: Plane) throws(CatalogueError) -> Pairing? {
    let hash = PerceptualHash(luma)
    let near = items.compactMap { item in
      item.hashes.lazy.map { $0.distance(to: hash) }.min().map { (distance: $0, item: item) }
    }
    .filter { $0.distance <= CropHashes.candidateDistance }
    .sorted { $0.distance < $1.distance }
    .prefix(Self.candidateLimit)
    guard !near.isEmpty else { return nil }
    let export = luma.shrunk(toMeanSide: CropRegistration.workingSide)
    var best: Pairing?
    for (_, item) in near {
      guard let preview = try store.original(sha256: item.sha256)?.preview,
        let original = Preview.luma(preview)
      else { continue }
      let agreement = CropRegistration.place(
        export, in: original.shrunk(toMeanSide: CropRegistration.workingSide)
      ).agreement
      guard agreement.corresponds,
        agreement.detailCorrelation >= max(Self.leastDetailCorrelation, best?.correlation ?? 0)
      else { continue }
      best = Pairing(
        sha256: item.sha256, path: item.path, method: .content,
        correlation: agreement.detailCorrelation)
      if agreement.detailCorrelation >= Self.certainDetailCorrelation { break }
    }
    return best
  }
}

extension Array where Element == UInt8 {
  /// Consecutive parts of `count` bytes; a shorter rest is left out.
  func chunks(of count: Int) -> [ArraySlice<UInt8>] {
    stride(from: 0, through: self.count - count, by: count).map { self[$0..<$0 + count] }
  }
}
