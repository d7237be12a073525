import Testing

@testable import Manifests

struct UniversalTimeTests {
  @Test func textsAreThoseOfPython() throws {
    var generator = RepeatableGenerator(seed: 3339)
    var moments = (0..<3000).map { _ in
      Int64(generator.next() % UInt64(UniversalTime.range.upperBound + 1))
    }
    for year in [1970, 1972, 2000, 2024, 2100, 2400, 9999] as [Int64] {
      // Around the turns of years and leap days, near enough.
      let around = (year - 1970) * 31_556_952_000
      moments += (-80...80).map { around + $0 * 43_200_000 - $0 % 2 }
    }
    moments.removeAll { !UniversalTime.range.contains($0) }
    let theirs = try Python.run(
      """
      import datetime, sys
      for line in sys.stdin:
          t = datetime.datetime(1970, 1, 1) + datetime.timedelta(milliseconds=int(line))
          print(t.isoformat(timespec='milliseconds').replace('.000', '') + 'Z')
      """, input: moments.map(String.init))
    #expect(theirs.count == moments.count)
    for (moment, text) in zip(moments, theirs) {
      #expect(UniversalTime.text(unixMilliseconds: moment) == text)
      #expect(UniversalTime.unixMilliseconds(text) == moment)
    }
  }

  @Test func theRangeEndsWithTheYear9999() {
    #expect(UniversalTime.text(unixMilliseconds: -1) == nil)
    #expect(UniversalTime.text(unixMilliseconds: .max) == nil)
    #expect(UniversalTime.text(unixMilliseconds: .min) == nil)
    let last = UniversalTime.range.upperBound
    #expect(UniversalTime.text(unixMilliseconds: last) == "9999-12-31T23:59:59.999Z")
    #expect(UniversalTime.text(unixMilliseconds: last + 1) == nil)
  }

  @Test(arguments: [
    "", "2026-11-23", "2026-11-23t09:00:00Z", "2026-11-23T09:00:00z", "2026-11-23 09:00:00Z",
    "2026-11-23T09:00:00+00:00", "2026-11-23T09:00:00.000Z", "2026-11-23T09:00:00.25Z",
    "2026-11-23T24:00:00Z", "2026-11-23T09:60:00Z", "2016-12-31T23:59:60Z",
    "2026-02-29T00:00:00Z", "2100-02-29T00:00:00Z", "2026-13-01T00:00:00Z",
    "2026-00-01T00:00:00Z", "2026-04-31T00:00:00Z", "2026-04-00T00:00:00Z",
    "1969-12-31T23:59:59Z", "0000-01-01T00:00:00Z", "+026-11-23T09:00:00Z",
    "2026/11/23T09:00:00Z", "2026-11-23T09:00:00,250Z", "2026-11-23T09:00:00.250X",
    "\u{FF12}026-11-23T09:00Z", "2026-11-23T 9:00:00Z",
  ])
  func anyOtherFormIsRefused(text: String) {
    #expect(UniversalTime.unixMilliseconds(text) == nil)
  }
}
