import Glibc
public import Trust

/// What the product needs from the world and cannot compute: the time, randomness, and waiting. Passed
/// in, so that tests and goldens are reproducible.
public struct Surroundings: Sendable {
  /// Milliseconds since 1970 in UTC.
  public var now: @Sendable () -> Int64
  /// Bytes nobody can guess.
  public var random: any RandomSource

  /// Waits some seconds.
  public var pause: @Sendable (Double) -> Void

  /// Surroundings of the given clock, randomness and patience; without the last nothing is waited for.
  public init(
    now: @escaping @Sendable () -> Int64, random: any RandomSource,
    pause: @escaping @Sendable (Double) -> Void = { _ in }
  ) {
    self.now = now
    self.random = random
    self.pause = pause
  }

  /// The machine's clock and the system's generator.
  public static let system = Surroundings(
    now: {
      var time = timespec()
      clock_gettime(CLOCK_REALTIME, &time)
      return Int64(time.tv_sec) * 1000 + Int64(time.tv_nsec) / 1_000_000
    }, random: SystemRandom(),
    pause: { usleep(UInt32(max(0, min($0, 3600)) * 1_000_000)) })
}
