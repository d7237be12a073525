import Testing

@testable import Manifests

struct CBORBoundsTests {
  /// Well-formedness errors of RFC 8949 appendix F and our own bounds.
  @Test(arguments: [
    ("", ManifestError.Code.truncated), ("18", .truncated), ("19", .truncated),
    ("1900", .truncated),
    ("1a000000", .truncated), ("1b00000000000000", .truncated), ("41", .truncated),
    ("61", .truncated), ("5affffffff00", .truncated), ("5bffffffffffffffff010203", .truncated),
    ("7bffffffffffffffff010203", .truncated), ("7b7fffffffffffffff010203", .truncated),
    ("81", .truncated), ("818181818181818181", .truncated), ("8200", .truncated),
    ("9b7fffffffffffffff00", .truncated), ("bbffffffffffffffff0000", .truncated),
    ("a1", .truncated), ("a20102", .truncated), ("a100", .truncated), ("c0", .truncated),
    ("5f", .truncated), ("5f4100", .truncated), ("7f6100", .truncated), ("9f", .truncated),
    ("9f0102", .truncated), ("bf", .truncated), ("bf01020102", .duplicateKey),
    ("819f", .truncated), ("9f8000", .truncated), ("f8", .truncated), ("f900", .truncated),
    ("fa0000", .truncated), ("fb000000", .truncated),
    ("1c", .notWellFormed), ("1d", .notWellFormed), ("1e", .notWellFormed),
    ("3c", .notWellFormed), ("5c", .notWellFormed), ("7e", .notWellFormed),
    ("9d", .notWellFormed), ("bc", .notWellFormed), ("dd", .notWellFormed),
    ("fc", .notWellFormed), ("fe", .notWellFormed), ("f800", .notWellFormed),
    ("f81f", .notWellFormed), ("5f00ff", .notWellFormed), ("5f6100ff", .notWellFormed),
    ("5f5f4100ffff", .notWellFormed), ("7f4100ff", .notWellFormed),
    ("7f7f6100ffff", .notWellFormed), ("ff", .notWellFormed), ("81ff", .notWellFormed),
    ("8200ff", .notWellFormed), ("a1ff", .notWellFormed), ("a100ff", .notWellFormed),
    ("bf00ff", .notWellFormed), ("9f81ff", .notWellFormed), ("1f", .notWellFormed),
    ("3f", .notWellFormed), ("df", .notWellFormed), ("c0ff", .notWellFormed),
    ("61ff", .notWellFormed), ("63eda080", .notWellFormed), ("62c080", .notWellFormed),
    // A character cut in two chunks.
    ("7f61c361bcff", .notWellFormed),
    ("0000", .trailingBytes), ("8000", .trailingBytes), ("f6ff", .trailingBytes),
    ("a2616101616102", .duplicateKey), ("a201021801 03".filter { $0 != " " }, .duplicateKey),
    ("a2f93c0001fa3f80000002", .duplicateKey), ("a2a001a002", .duplicateKey),
  ])
  func malformedIsRefused(text: String, code: ManifestError.Code) {
    let thrown = #expect(throws: ManifestError.self) { try CBORDecoder.decode(bytes(text)) }
    #expect(thrown?.code == code)
  }

  @Test(arguments: [[0x81], [0xA1, 0x00], [0xC1], [0x9F]] as [[UInt8]])
  func nestingIsBoundedAtThirtyTwoLevels(head: [UInt8]) throws {
    func nested(_ levels: Int) -> [UInt8] {
      let heads = Array(repeatElement(head, count: levels).joined())
      return heads + [0x00] + (head == [0x9F] ? Array(repeating: 0xFF, count: levels) : [])
    }
    let value = try CBORDecoder.decode(nested(32))
    #expect(try CBORDecoder.decode(CBOREncoder.encode(value)) == value)
    for levels in [33, 1_000_000] {
      let thrown = #expect(throws: ManifestError.self) { try CBORDecoder.decode(nested(levels)) }
      #expect(thrown?.code == .tooDeep)
    }
    let thrown = #expect(throws: ManifestError.self) { try CBOREncoder.encode(.array([value])) }
    #expect(thrown?.code == .tooDeep)
  }

  @Test func keysAreSortedByTheirEncoding() throws {
    // The example of RFC 8949 §4.2.1.
    let keys: [CBORValue] = [
      .bool(false), .array([.integer(-1)]), .textString("aa"), .unsigned(100),
      .array([.unsigned(100)]),
      .integer(-1), .textString("z"), .unsigned(10),
    ]
    let encoded = try CBOREncoder.encode(.map(keys.map { CBOREntry($0, .null) }))
    #expect(
      hex(encoded) == "a8"
        + ["0a", "1864", "20", "617a", "626161", "811864", "8120", "f4"]
        .map { $0 + "f6" }.joined())
  }

  @Test func theEncoderRefusesDuplicatesAndReservedSimpleValues() {
    let twice = CBORValue.map([CBOREntry("a", .null), CBOREntry("a", .bool(true))])
    #expect(throws: ManifestError.self) { try CBOREncoder.encode(twice) }
    #expect(throws: ManifestError.self) { try CBOREncoder.encode(.simple(24)) }
  }

  @Test func keysThatSwiftTakesForEqualAreTwoKeys() throws {
    // U+212A, the Kelvin sign, is canonically equivalent to the letter K.
    let value = try CBORDecoder.decode(bytes("a263e284aa01614b02"))
    #expect(value["K"] == .unsigned(2))
    #expect(CBORValue.textString("\u{212A}") != .textString("K"))
  }

  @Test func integersCoverTheirWholeRange() {
    for number in [0, 1, -1, 255, -256, .max, .min] as [Int64] {
      #expect(CBORValue.integer(number).integer == number)
    }
    #expect(CBORValue.negative(.max).integer == nil)
    #expect(CBORValue.unsigned(.max).integer == nil)
  }

  @Test func manyKeysAreReadInLinearTime() throws {
    // 200,000 keys; a quadratic comparison would take minutes.
    let entries = (0..<200_000).map { CBOREntry(.unsigned(UInt64($0)), .null) }
    let encoded = try CBOREncoder.encode(.map(entries))
    let clock = ContinuousClock()
    let elapsed = try clock.measure { _ = try CBORDecoder.decode(encoded) }
    #expect(elapsed < .seconds(20))
  }
}
