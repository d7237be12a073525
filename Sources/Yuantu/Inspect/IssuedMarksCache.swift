import Catalogue
import Marking
import Synchronization

/// The shop's issued marks, prepared when the first suspect needs them and kept for the others.
final class IssuedMarksCache: Sendable {
  private let shop: Shop
  private let prepared = Mutex<IssuedMarks?>(nil)

  init(shop: Shop) { self.shop = shop }

  /// The issued marks, or nil when the catalogue cannot be read or has none.
  func marks() -> IssuedMarks? {
    prepared.withLock { prepared in
      if prepared == nil, let payloads = try? shop.store.allPayloads(), !payloads.isEmpty {
        prepared = IssuedMarks(payloads.map(MarkPayload.init), key: shop.markKey)
      }
      return prepared
    }
  }
}
