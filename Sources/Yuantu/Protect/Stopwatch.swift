/// Adds up how long something took.
public final class Stopwatch {
  /// Seconds so far.
  public private(set) var seconds = 0.0
  private let clock: () -> Double

  /// Measures with `clock`, in seconds from any moment on.
  public init(clock: @escaping () -> Double) { self.clock = clock }

  /// Does `work` and adds the time it takes.
  public func measure<Result>(_ work: () throws -> Result) rethrows -> Result {
    let start = clock()
    defer { seconds += clock() - start }
    return try work()
  }
}
