import Manifests
import Wording

/// The time as of which something is judged.
public enum QuestionTime {
  /// Unix milliseconds of RFC 3339 text in UTC; `now` without text. Throws `usage.time`.
  public static func unixMilliseconds(_ text: String?, now: Int64) throws(Problem) -> Int64 {
    guard let text else { return now }
    guard let moment = UniversalTime.unixMilliseconds(text) else {
      throw Problem(
        code: "usage.time",
        text: LocalizedText(
          "--at 须为 UTC 时间，如 2026-11-24T00:00:00Z。",
          "--at is a time in UTC, such as 2026-11-24T00:00:00Z."))
    }
    return moment
  }
}
