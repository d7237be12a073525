/// How well two pictures agree where they overlap once aligned.
public struct ContentAgreement: Sendable, Equatable {
  /// Correlation of the luma, -1 to 1. High for any two photos of similar layout.
  public let correlation: Double
  /// Correlation of the fine detail (what a blur of two pixels takes away), -1 to 1. High only for
  /// the same photograph.
  public let detailCorrelation: Double
  /// The part of the reference that the suspect shows, 0 to 1.
  public let overlap: Double
  /// Root mean square of the reference's fine detail in the overlap, in grey levels: below one or
  /// two there is nothing to compare.
  public let detail: Double

  /// An agreement of these values.
  public init(correlation: Double, detailCorrelation: Double, overlap: Double, detail: Double) {
    self.correlation = correlation
    self.detailCorrelation = detailCorrelation
    self.overlap = overlap
    self.detail = detail
  }

  /// Nothing in common to compare.
  public static let none = ContentAgreement(
    correlation: 0, detailCorrelation: 0, overlap: 0, detail: 0)

  /// Whether the pictures show the same photograph, as far as this comparison can tell: the same
  /// photo after resizing, cropping and recompression has a detail correlation above 0.7, other
  /// photos of the same shop stay below 0.5 (`Benchmarks/recognition` prints the lowest).
  public var corresponds: Bool {
    overlap >= 0.05 && detail >= 1 && correlation >= 0.6 && detailCorrelation >= 0.5
  }

  /// The agreement that says most for one photograph: of those that correspond, or else of all, the
  /// one with the best fine detail. A sliver of flat overlap may agree perfectly, and counts for
  /// nothing beside one that corresponds.
  public static func best(of agreements: [ContentAgreement]) -> ContentAgreement? {
    let corresponding = agreements.filter(\.corresponds)
    return (corresponding.isEmpty ? agreements : corresponding)
      .max { $0.detailCorrelation < $1.detailCorrelation }
  }
}
