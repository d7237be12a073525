/// Moments as RFC 3339 text in UTC, and back. One moment has exactly one text: whole seconds are
/// written without a fraction, others with three digits.
public enum UniversalTime {
  private static let millisecondsPerDay: Int64 = 86_400_000
  private static let firstYear = 1970
  private static let lastYear = 9999

  /// The moments that have a text: the years 1970 to 9999, in unix milliseconds.
  public static let range: ClosedRange<Int64> = 0...253_402_300_799_999

  /// "2026-11-23T09:00:00Z" or "2026-11-23T09:00:00.250Z"; nil outside of `range`.
  public static func text(unixMilliseconds: Int64) -> String? {
    guard range.contains(unixMilliseconds) else { return nil }
    let date = date(day: Int(unixMilliseconds / millisecondsPerDay))
    let ofDay = Int(unixMilliseconds % millisecondsPerDay)
    let seconds = ofDay / 1000
    let day = [padded(date.year, 4), padded(date.month, 2), padded(date.day, 2)]
    let time = [seconds / 3600, seconds / 60 % 60, seconds % 60].map { padded($0, 2) }
    let fraction = ofDay % 1000 == 0 ? "" : "." + padded(ofDay % 1000, 3)
    return "\(day.joined(separator: "-"))T\(time.joined(separator: ":"))\(fraction)Z"
  }

  /// The unix milliseconds of a text that is exactly what `text(unixMilliseconds:)` gives; nil for
  /// any other, such as other offsets, lower case, leap seconds and dates that do not exist.
  public static func unixMilliseconds(_ text: String) -> Int64? {
    let characters = Array(text.utf8)
    guard characters.count == 20 || characters.count == 24 else { return nil }
    let fraction = characters.count == 24 ? number(characters[20..<23]) : 0
    guard let year = number(characters[0..<4]), let month = number(characters[5..<7]),
      let day = number(characters[8..<10]), let hour = number(characters[11..<13]),
      let minute = number(characters[14..<16]), let second = number(characters[17..<19]),
      let fraction, (firstYear...lastYear).contains(year), (1...12).contains(month),
      (1...days(inMonth: month, of: year)).contains(day), hour < 24, minute < 60, second < 60
    else { return nil }
    let days = firstDay(of: year) + (1..<month).reduce(0) { $0 + Self.days(inMonth: $1, of: year) }
    let ofDay = ((hour * 60 + minute) * 60 + second) * 1000 + fraction
    let moment = Int64(days + day - 1) * millisecondsPerDay + Int64(ofDay)
    // The separators, and a fraction of nothing, are checked by writing it again.
    guard let canonical = Self.text(unixMilliseconds: moment),
      canonical.utf8.elementsEqual(characters)
    else { return nil }
    return moment
  }

  private static func padded(_ number: Int, _ count: Int) -> String {
    let digits = String(number)
    return String(repeating: "0", count: count - digits.count) + digits
  }

  private static func number(_ digits: ArraySlice<UInt8>) -> Int? {
    var number = 0
    for digit in digits {
      guard (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(digit) else { return nil }
      number = number * 10 + Int(digit - UInt8(ascii: "0"))
    }
    return number
  }

  /// The Gregorian date of a day counted from 1970-01-01.
  private static func date(day: Int) -> (year: Int, month: Int, day: Int) {
    // 400 years have 146,097 days; the estimate is at most one year off.
    var year = firstYear + day * 400 / 146_097
    while firstDay(of: year) > day { year -= 1 }
    while firstDay(of: year + 1) <= day { year += 1 }
    var rest = day - firstDay(of: year)
    var month = 1
    while rest >= days(inMonth: month, of: year) {
      rest -= days(inMonth: month, of: year)
      month += 1
    }
    return (year, month, rest + 1)
  }

  /// 1 January of a year, in days from 1970-01-01.
  private static func firstDay(of year: Int) -> Int {
    func leapDays(before year: Int) -> Int {
      let past = year - 1
      return past / 4 - past / 100 + past / 400
    }
    return (year - firstYear) * 365 + leapDays(before: year) - leapDays(before: firstYear)
  }

  private static func days(inMonth month: Int, of year: Int) -> Int {
    switch month {
    case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
    case 4, 6, 9, 11: 30
    default: 31
    }
  }
}
