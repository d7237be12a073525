import Glibc
public import Trust

/// What the product needs from the world and cannot compute: the time and randomness. Passed in, so
/// that tests and goldens are reproducible.
public struct Surroundings: Sendable {
  /// Milliseconds since 1970 in UTC.
  public var now: @Sendable () -> Int64
  /// Bytes nobody can guess.
  public var random: any RandomSource

  /// Surroundings of the given clock and randomness.
  public init(now: @escaping @Sendable () -> Int64, random: any RandomSource) {
    self.now = now
    self.random = random
  }

  /// The machine's clock and the system's generator.
  public static let system = Surroundings(
    now: {
      var time = timespec()
      clock_gettime(CLOCK_REALTIME, &time)
      return Int64(time.tv_sec) * 1000 + Int64(time.tv_nsec) / 1_000_000
    }, random: SystemRandom())
}
