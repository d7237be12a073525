/// The means that SSIMULACRA 2 takes of a plane's error maps, each over the whole plane.
struct StructureNorms: Sendable {
  /// Numbers in `values`.
  static let count = 6

  /// In the order of the weights: the mean of the structural dissimilarity, of the edges the
  /// candidate adds and of those it loses, and the fourth root of the mean fourth power of each.
  let values: [Double]

  /// From the sums over `pixelCount` pixels, first powers and fourth powers in the same order.
  init(sums: [Double], fourthPowers: [Double], pixelCount: Int) {
    let count = Double(pixelCount)
    values = sums.map { $0 / count } + fourthPowers.map { ($0 / count).squareRoot().squareRoot() }
  }
}
