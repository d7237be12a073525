/// Items per second, smoothed so that the remaining time does not jump.
///
/// Every observation is weighed by the time it covers: after `memory` seconds an old speed has lost
/// about two thirds of its weight.
public struct SmoothedRate: Sendable, Hashable {
  /// Items per second; nil until something has been done in a measurable time.
  public private(set) var perSecond: Double?

  private var lastDone = 0
  private var lastElapsed = 0.0
  private let memory: Double

  /// A rate that remembers about `memory` seconds.
  public init(memory: Double = 10) {
    self.memory = max(memory, 0.001)
  }

  /// Takes note that `done` items were finished after `elapsed` seconds, both counted from the start.
  ///
  /// Calls that bring no later time, or less work, change nothing.
  public mutating func observe(done: Int, elapsed: Double) {
    let seconds = elapsed - lastElapsed
    guard seconds > 0, seconds.isFinite, done >= lastDone else { return }
    // Until the first item is done the whole time counts towards it.
    if perSecond == nil, done == lastDone { return }
    let observed = Double(done - lastDone) / seconds
    if let previous = perSecond {
      let weight = seconds / (seconds + memory)
      perSecond = previous + (observed - previous) * weight
    } else {
      perSecond = observed
    }
    lastDone = done
    lastElapsed = elapsed
  }
}
