import Trust

/// The hashes of a store's boxes, each made once however often a hostile store refers to it.
final class BoxHashes {
  private struct Key: Hashable {
    let start: Int
    let algorithm: HashAlgorithm
  }

  private let store: ManifestStore
  private var known: [Key: [UInt8]] = [:]

  init(_ store: ManifestStore) { self.store = store }

  /// The hash of a superbox as a hashed URI gives it.
  func hash(_ box: JUMBFBox, _ algorithm: HashAlgorithm) -> [UInt8] {
    let key = Key(start: box.range.lowerBound, algorithm: algorithm)
    if let hash = known[key] { return hash }
    let hash = store.hash(box, algorithm)
    known[key] = hash
    return hash
  }
}
