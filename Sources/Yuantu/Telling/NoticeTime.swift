import Glibc
import Manifests

/// Reads the time of a notice as people write it.
public enum NoticeTime {
  /// `2026-11-24T09:30`, also with a blank for the T, with seconds, and with `Z` or an offset such as
  /// `+08:00`; without one it is this machine's local time. Nil for anything else.
  public static func unixMilliseconds(_ text: String) -> Int64? {
    var clock = text.replacing(" ", with: "T")
    var offset: Int64?
    if clock.hasSuffix("Z") {
      clock.removeLast()
      offset = 0
    } else if let sign = clock.dropFirst(11).lastIndex(where: { $0 == "+" || $0 == "-" }) {
      let parts = clock[clock.index(after: sign)...].split(
        separator: ":", omittingEmptySubsequences: false
      ).map { Int64($0) }
      guard (1...2).contains(parts.count), let hours = parts[0], (0...14).contains(hours),
        let minutes = parts.count == 2 ? parts[1] : 0, (0...59).contains(minutes)
      else { return nil }
      offset = (clock[sign] == "-" ? -1 : 1) * (hours * 60 + minutes) * 60_000
      clock = String(clock[..<sign])
    }
    if clock.utf8.count == 16 { clock += ":00" }
    guard let moment = UniversalTime.unixMilliseconds(clock + "Z") else { return nil }
    return moment - (offset ?? localOffset(at: moment))
  }

  /// Milliseconds that this machine's zone is ahead of UTC.
  private static func localOffset(at moment: Int64) -> Int64 {
    var seconds = time_t(moment / 1000)
    var local = tm()
    guard localtime_r(&seconds, &local) != nil else { return 0 }
    return Int64(local.tm_gmtoff) * 1000
  }
}
