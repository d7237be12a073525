import Glibc

/// The a-contrario number of false alarms: how many agreements at least as good would be expected
/// among all that were searched if points lay independently and evenly. A model, not a measurement.
///
/// (L. Moisan and B. Stival, *A probabilistic criterion to detect rigid point matches*, IJCV 57, 2004.)
public enum FalseAlarms {
  /// log10 of the number of ways to choose `k` of `n`.
  static func chooseLog10(_ n: Int, _ k: Int) -> Double {
    guard k >= 0, k <= n else { return -.infinity }
    return
      (lgamma(Double(n) + 1) - lgamma(Double(k) + 1) - lgamma(Double(n - k) + 1)) / log(10)
  }

  /// For a similarity that one of `matches` pairs proposes and `agreeing` of them (itself included)
  /// follow, when a random pair follows with `probability`, among `pictures` searched in both
  /// mirrorings.
  static func similarityLog10(
    matches: Int, agreeing: Int, probability: Double, pictures: Int
  ) -> Double {
    let tests = log10(2 * Double(max(pictures, 1)))
    guard agreeing >= 2, matches >= agreeing else { return tests }
    return tests + log10(Double(matches)) + chooseLog10(matches - 1, agreeing - 1)
      + Double(agreeing - 1) * log10(probability)
  }

  /// The same for an affine map, which three pairs fix.
  static func affineLog10(
    matches: Int, agreeing: Int, probability: Double, pictures: Int
  ) -> Double {
    minimalLog10(matches, agreeing, 3, probability, pictures)
  }

  /// The same for a homography, which four pairs fix.
  public static func homographyLog10(
    matches: Int, agreeing: Int, probability: Double, pictures: Int
  ) -> Double {
    minimalLog10(matches, agreeing, 4, probability, pictures)
  }

  private static func minimalLog10(
    _ matches: Int, _ agreeing: Int, _ fixed: Int, _ probability: Double, _ pictures: Int
  ) -> Double {
    let tests = log10(2 * Double(max(pictures, 1)))
    guard agreeing > fixed, matches >= agreeing else { return tests }
    return tests + chooseLog10(matches, agreeing) + chooseLog10(agreeing, fixed)
      + Double(agreeing - fixed) * log10(probability)
  }
}
