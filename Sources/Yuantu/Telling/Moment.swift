import Glibc
import Manifests

/// A point in time for people to read.
public struct Moment {
  private let unixMilliseconds: Int64?

  /// A moment in unix milliseconds.
  public init(unixMilliseconds: Int64) { self.unixMilliseconds = unixMilliseconds }

  /// Unix seconds of a date, at midnight of this machine's zone, or of a date and time in UTC; nil for other
  /// text.
  public static func unixSeconds(_ text: String) -> Int64? {
    if let milliseconds = UniversalTime.unixMilliseconds(text) { return milliseconds / 1000 }
    guard UniversalTime.unixMilliseconds("\(text)T00:00:00Z") != nil else { return nil }
    var parts = tm()
    let numbers = text.split(separator: "-").compactMap { Int32($0) }
    guard numbers.count == 3 else { return nil }
    (parts.tm_year, parts.tm_mon, parts.tm_mday) = (numbers[0] - 1900, numbers[1] - 1, numbers[2])
    parts.tm_isdst = -1
    return Int64(mktime(&parts))
  }

  /// The date in UTC, such as `2026-11-23`.
  public var day: String {
    let text = unixMilliseconds.flatMap { UniversalTime.text(unixMilliseconds: $0) } ?? "?"
    return String(text.prefix { $0 != "T" })
  }

  /// Date and time of this machine's zone to the second, such as `2026-11-23 20:38:05 (UTC+8)`.
  public var localText: String {
    guard let unixMilliseconds else { return "?" }
    var seconds = time_t(unixMilliseconds / 1000)
    var local = tm()
    guard localtime_r(&seconds, &local) != nil else { return "?" }
    func padded(_ number: Int32) -> String { number < 10 ? "0\(number)" : "\(number)" }
    let minutes = local.tm_gmtoff / 60
    let (hours, rest) = (abs(minutes) / 60, abs(minutes) % 60)
    let zone =
      (minutes < 0 ? "-" : "+") + "\(hours)" + (rest == 0 ? "" : ":" + padded(Int32(rest)))
    return "\(local.tm_year + 1900)-\(padded(local.tm_mon + 1))-\(padded(local.tm_mday)) "
      + "\(padded(local.tm_hour)):\(padded(local.tm_min)):\(padded(local.tm_sec)) (UTC\(zone))"
  }
}
