import Glibc

/// What was measured about false matches, as against computed: the strength word of a verdict never
/// says more than this allows. `Benchmarks/recognition` repeats the measurement.
public enum MeasuredFalseMatches {
  /// Unmarked product photos examined, none of which gave a match.
  public static let pictures = 500

  /// Decimal logarithm of the 95 % upper bound on false matches a picture: 3 / N.
  public static var boundLog10: Double { log10(3 / Double(pictures)) }

  /// Foreign product photos from the sets of registered ones, compared by content, none of which got
  /// grade A: `Benchmarks/matching` repeats the measurement.
  public static let contentPictures = 250

  /// Decimal logarithm of the 95 % upper bound on grades A a foreign picture.
  public static var contentBoundLog10: Double { log10(3 / Double(contentPictures)) }
}
