public import Wording

/// How much time a case has left.
public struct CaseClock {
  private let dueAt: Int64
  private let now: Int64

  /// The time left at `now` until `dueAt`, both unix milliseconds.
  public init(_ dueAt: Int64, now: Int64) {
    self.dueAt = dueAt
    self.now = now
  }

  /// The limit, and how long still or how long ago.
  public var text: LocalizedText {
    let moment = Moment(unixMilliseconds: dueAt).localText
    let minutes = abs(dueAt - now) / 60_000
    let (hours, rest) = (minutes / 60, minutes % 60)
    return dueAt < now
      ? LocalizedText(
        "最短的已知期限 \(moment) 已过 \(hours) 小时 \(rest) 分",
        "shortest known deadline \(moment), passed \(hours) h \(rest) min ago")
      : LocalizedText(
        "最短的已知期限 \(moment)，还剩 \(hours) 小时 \(rest) 分",
        "shortest known deadline \(moment), \(hours) h \(rest) min left")
  }
}
