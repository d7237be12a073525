import Testing

@testable import Manifests

/// RFC 8949 appendix A.
struct CBORVectorTests {
  private static let letters: [CBOREntry] = [
    CBOREntry("a", .textString("A")), CBOREntry("b", .textString("B")),
    CBOREntry("c", .textString("C")), CBOREntry("d", .textString("D")),
    CBOREntry("e", .textString("E")),
  ]
  private static let oneToTwentyFive = CBORValue.array((1...25).map { .unsigned($0) })
  private static let nested = CBORValue.array([
    .unsigned(1), .array([.unsigned(2), .unsigned(3)]), .array([.unsigned(4), .unsigned(5)]),
  ])
  private static let arrayInMap = CBORValue.map([
    CBOREntry("a", .unsigned(1)), CBOREntry("b", .array([.unsigned(2), .unsigned(3)])),
  ])
  private static let mapInArray = CBORValue.array([
    .textString("a"), .map([CBOREntry("b", .textString("c"))]),
  ])

  /// Examples that are in deterministic form already.
  static let deterministic: [(String, CBORValue)] = [
    ("00", .unsigned(0)), ("01", .unsigned(1)), ("0a", .unsigned(10)), ("17", .unsigned(23)),
    ("1818", .unsigned(24)), ("1819", .unsigned(25)), ("1864", .unsigned(100)),
    ("1903e8", .unsigned(1000)), ("1a000f4240", .unsigned(1_000_000)),
    ("1b000000e8d4a51000", .unsigned(1_000_000_000_000)),
    ("1bffffffffffffffff", .unsigned(.max)),
    ("c249010000000000000000", .tag(2, .byteString([1, 0, 0, 0, 0, 0, 0, 0, 0]))),
    ("3bffffffffffffffff", .negative(.max)),
    ("c349010000000000000000", .tag(3, .byteString([1, 0, 0, 0, 0, 0, 0, 0, 0]))),
    ("20", .integer(-1)), ("29", .integer(-10)), ("3863", .integer(-100)),
    ("3903e7", .integer(-1000)),
    ("f90000", .float(0)), ("f98000", .float(-0.0)), ("f93c00", .float(1)),
    ("fb3ff199999999999a", .float(1.1)), ("f93e00", .float(1.5)), ("f97bff", .float(65504)),
    ("fa47c35000", .float(100000)), ("fa7f7fffff", .float(3.4028234663852886e+38)),
    ("fb7e37e43c8800759c", .float(1.0e+300)), ("f90001", .float(5.960464477539063e-8)),
    ("f90400", .float(0.00006103515625)), ("f9c400", .float(-4)),
    ("fbc010666666666666", .float(-4.1)), ("f97c00", .float(.infinity)), ("f97e00", .float(.nan)),
    ("f9fc00", .float(-.infinity)),
    ("f4", .bool(false)), ("f5", .bool(true)), ("f6", .null), ("f7", .undefined),
    ("f0", .simple(16)), ("f8ff", .simple(255)),
    (
      "c074323031332d30332d32315432303a30343a30305a",
      .tag(0, .textString("2013-03-21T20:04:00Z"))
    ),
    ("c11a514b67b0", .tag(1, .unsigned(1_363_896_240))),
    ("c1fb41d452d9ec200000", .tag(1, .float(1363896240.5))),
    ("d74401020304", .tag(23, .byteString([1, 2, 3, 4]))),
    ("d818456449455446", .tag(24, .byteString([0x64, 0x49, 0x45, 0x54, 0x46]))),
    (
      "d82076687474703a2f2f7777772e6578616d706c652e636f6d",
      .tag(32, .textString("http://www.example.com"))
    ),
    ("40", .byteString([])), ("4401020304", .byteString([1, 2, 3, 4])),
    ("60", .textString("")), ("6161", .textString("a")), ("6449455446", .textString("IETF")),
    ("62225c", .textString("\"\\")), ("62c3bc", .textString("\u{FC}")),
    ("63e6b0b4", .textString("\u{6C34}")), ("64f0908591", .textString("\u{10151}")),
    ("80", .array([])), ("83010203", .array([.unsigned(1), .unsigned(2), .unsigned(3)])),
    ("8301820203820405", nested),
    ("98190102030405060708090a0b0c0d0e0f101112131415161718181819", oneToTwentyFive),
    ("a0", .map([])),
    (
      "a201020304",
      .map([CBOREntry(.unsigned(1), .unsigned(2)), CBOREntry(.unsigned(3), .unsigned(4))])
    ),
    ("a26161016162820203", arrayInMap), ("826161a161626163", mapInArray),
    ("a56161614161626142616361436164614461656145", .map(letters)),
  ]

  /// Examples that have a shorter form.
  static let others: [(String, CBORValue)] = [
    ("fa7f800000", .float(.infinity)), ("fa7fc00000", .float(.nan)),
    ("faff800000", .float(-.infinity)), ("fb7ff0000000000000", .float(.infinity)),
    ("fb7ff8000000000000", .float(.nan)), ("fbfff0000000000000", .float(-.infinity)),
    ("5f42010243030405ff", .byteString([1, 2, 3, 4, 5])),
    ("7f657374726561646d696e67ff", .textString("streaming")),
    ("9fff", .array([])), ("9f018202039f0405ffff", nested), ("9f01820203820405ff", nested),
    ("83018202039f0405ff", nested), ("83019f0203ff820405", nested),
    ("9f0102030405060708090a0b0c0d0e0f101112131415161718181819ff", oneToTwentyFive),
    ("bf61610161629f0203ffff", arrayInMap), ("826161bf61626163ff", mapInArray),
    (
      "bf6346756ef563416d7421ff",
      .map([CBOREntry("Fun", .bool(true)), CBOREntry("Amt", .integer(-2))])
    ),
  ]

  @Test(arguments: deterministic) func appendixAIsReadAndWritten(
    text: String, value: CBORValue
  ) throws {
    #expect(try CBORDecoder.decode(bytes(text)) == value)
    #expect(hex(try CBOREncoder.encode(value)) == text)
  }

  @Test(arguments: others) func longerFormsAreRead(text: String, value: CBORValue) throws {
    #expect(try CBORDecoder.decode(bytes(text)) == value)
    let shorter = try CBOREncoder.encode(value)
    #expect(shorter != bytes(text))
    #expect(
      try CBORDecoder.decode(shorter) == CBORDecoder.decode(bytes(text)) || text.hasPrefix("bf6346")
    )
  }
}
