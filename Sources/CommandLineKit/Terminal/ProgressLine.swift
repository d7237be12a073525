public import Wording

/// One line that says how far a batch is. A value: it reads no clock and writes nowhere.
public struct ProgressLine: Sendable, Hashable {
  /// What is being done, for example "protecting".
  public var activity: LocalizedText
  /// Items finished, failed ones included.
  public var done: Int
  /// Items in all.
  public var total: Int
  /// Items that failed.
  public var failed: Int
  /// Items per second, nil when not yet known (see `SmoothedRate`).
  public var rate: Double?

  /// A line for `done` of `total` items.
  public init(activity: LocalizedText, done: Int, total: Int, failed: Int = 0, rate: Double? = nil)
  {
    self.activity = activity
    self.done = done
    self.total = total
    self.failed = failed
    self.rate = rate
  }

  /// The line in `language`, at most `width` columns wide and without a line end.
  ///
  /// In a narrow terminal the bar goes first, then the rate, then the remaining time; the counts stay
  /// longest.
  public func text(in language: Language, width: Int) -> String {
    let count = "\(done)/\(total)"
    let failures =
      failed > 0 ? LocalizedText("失败 \(failed)", "\(failed) failed").text(in: language) : nil
    let speed = speedText?.text(in: language)
    let remaining = remainingText?.text(in: language)
    let name = activity.text(in: language)
    let candidates: [[String?]] = [
      [count, failures, speed, remaining], [count, failures, remaining], [count, failures], [count],
    ]
    for parts in candidates {
      let facts = parts.compactMap(\.self).joined(separator: "  ")
      let used = DisplayWidth.columns(of: name) + DisplayWidth.columns(of: facts) + 2
      // The bar needs its brackets and two spaces beside it.
      let room = width - used - 4
      if parts.count == 4, room >= Self.narrowestBar {
        return "\(name)  [\(bar(columns: min(room, Self.widestBar)))]  \(facts)"
      }
      if used <= width { return "\(name)  \(facts)" }
    }
    return DisplayWidth.truncated(count, to: width)
  }

  private static let narrowestBar = 8
  private static let widestBar = 40

  /// ASCII, because block characters are two columns wide in some Chinese terminals.
  private func bar(columns: Int) -> String {
    let share = total > 0 ? min(max(Double(done) / Double(total), 0), 1) : 0
    let filled = Int(share * Double(columns))
    return String(repeating: "#", count: filled) + String(repeating: ".", count: columns - filled)
  }

  private var speedText: LocalizedText? {
    guard let rate, rate > 0, rate.isFinite, rate < 1e9 else { return nil }
    // Slow work reads better by the minute.
    if rate < 0.95 {
      let number = Self.oneDecimal(rate * 60)
      return LocalizedText("\(number) 张/分", "\(number)/min")
    }
    let number = Self.oneDecimal(rate)
    return LocalizedText("\(number) 张/秒", "\(number)/s")
  }

  private var remainingText: LocalizedText? {
    guard let rate, rate > 0, done < total else { return nil }
    let seconds = (Double(total) - Double(done)) / rate
    guard seconds.isFinite, seconds < 1e8 else { return nil }
    let clock = Self.clock(Int(seconds + 0.5))
    return LocalizedText("剩余 \(clock)", "\(clock) left")
  }

  private static func oneDecimal(_ value: Double) -> String {
    let tenths = Int(value * 10 + 0.5)
    return "\(tenths / 10).\(tenths % 10)"
  }

  private static func clock(_ seconds: Int) -> String {
    func two(_ value: Int) -> String { value < 10 ? "0\(value)" : "\(value)" }
    let (hours, minutes) = (seconds / 3600, seconds / 60 % 60)
    return hours > 0
      ? "\(hours):\(two(minutes)):\(two(seconds % 60))" : "\(minutes):\(two(seconds % 60))"
  }
}
