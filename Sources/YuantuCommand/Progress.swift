import CommandLineKit
import Glibc
import Wording

/// The progress line of a long command: how many, how fast, how long still.
struct Progress {
  private let console: Console
  private var line: ProgressLine
  private var rate = SmoothedRate()
  private let start = Progress.seconds()
  private var lastShown = 0.0

  /// A terminal is written to at most so often, in seconds.
  private static let interval = 0.1

  init(_ console: Console, _ activity: LocalizedText) {
    self.console = console
    line = ProgressLine(activity: activity, done: 0, total: 0)
  }

  mutating func advance(total: Int, failed: Int) {
    line.done += 1
    line.total = total
    line.failed = failed
    let elapsed = Self.seconds() - start
    rate.observe(done: line.done, elapsed: elapsed)
    line.rate = rate.perSecond
    if elapsed - lastShown >= Self.interval || line.done == total {
      lastShown = elapsed
      console.show(line)
    }
  }

  /// Seconds of a clock that never jumps.
  static func seconds() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }
}
