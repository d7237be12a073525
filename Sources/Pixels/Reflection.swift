/// Continuing a line beyond its ends by mirroring, the end samples not repeated.
public enum Reflection {
  /// The index in `0..<count` that any `i` mirrors to.
  @inlinable
  public static func index(_ i: Int, _ count: Int) -> Int {
    if i >= 0, i < count { return i }
    if count == 1 { return 0 }
    let period = 2 * (count - 1)
    let folded = (i % period + period) % period
    return folded < count ? folded : period - folded
  }
}
