import Manifests

/// A point in time for people to read, in UTC.
struct Moment {
  /// RFC 3339 to the second, such as `2026-11-23T12:38:00Z`, or `?` outside the years 1970 to 9999.
  let text: String

  init(unixMilliseconds: Int64) {
    text = UniversalTime.text(unixMilliseconds: unixMilliseconds) ?? "?"
  }

  /// The date alone.
  var day: String { String(text.prefix { $0 != "T" }) }
}
