import Glibc

/// What was measured about false matches, as against computed: the strength word of a verdict never
/// says more than this allows. `Benchmarks/false-alarms` repeats the measurement.
public enum MeasuredFalseMatches {
  /// Unmarked product photos examined, each as it is and edited, none of which gave a match. The edited
  /// ones are no photos of their own, and do not count.
  public static let pictures = 2500
  /// Issued copies each of them was compared with.
  public static let records = 1000

  /// Foreign product photos from the sets of registered ones, compared by content, none of which got
  /// grade A: `Benchmarks/matching` repeats the measurement.
  public static let contentPictures = 250

  /// Decimal logarithm of the 95 % upper bound on false matches a picture, 3 / N, for a search of so many
  /// records: more records than were measured with raise it in proportion.
  public static func boundLog10(recordsSearched: Int) -> Double {
    let factor = max(1, Double(recordsSearched) / Double(records))
    return min(0, log10(3 / Double(pictures) * factor))
  }

  /// Decimal logarithm of the 95 % upper bound on grades A a foreign picture.
  public static var contentBoundLog10: Double { log10(3 / Double(contentPictures)) }
}
