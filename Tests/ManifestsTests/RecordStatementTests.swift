import Testing
import Trust

@testable import Manifests

struct RecordStatementTests {
  @Test(arguments: [RecordStatement.full(), .small()])
  func whatIsWrittenIsRead(statement: RecordStatement) throws {
    let encoded = try statement.encoded()
    #expect(try RecordStatement(encoded: encoded) == statement)
    #expect(try CBOREncoder.encode(CBORDecoder.decode(encoded)) == encoded)
  }

  @Test func cbor2ReadsTheFieldsByTheirNames() throws {
    let lines = try Python.run(
      """
      import sys, cbor2
      s = cbor2.loads(bytes.fromhex(sys.stdin.read()))
      print(cbor2.dumps(s['version']).hex(), s['kind'], s['timeKind'], s['recordedAt'].isoformat())
      print(s['shop'], s['generator']['name'], s['generator']['version'], s['platform'], s['slot'], s['recipient'])
      print(s['original']['fileName'], s['original']['pairing'], 'pixelWidth' in s['original'])
      print(sorted(s['source']), sorted(s['output']), s['source']['size'], len(s['source']['sha256']))
      print(s['capture']['make'], len(s['capture']['bodySerialSHA256']))
      print(s['mark']['scheme'], s['mark']['payload'].hex(), len(s['contentHash']), len(s))
      """, input: [hex(try RecordStatement.full().encoded())])
    #expect(
      lines == [
        "01 issuedCopy own-clock 2026-11-23T09:00:00.250000+00:00",
        "\u{5C71}\u{8336} yuantu 1.0.0 pdd main distributor 7",
        "DSC0001.ARW {'method': 'aligned.1', 'correlation': 0.987} False",
        "['fileName', 'mediaType', 'pixelHeight', 'pixelWidth', 'sha256', 'size'] "
          + "['mediaType', 'pixelHeight', 'pixelWidth'] 1099511627776 32",
        "NIKON 32",
        "yuantu.tones.1 0123456789abcdef 32 15",
      ])
  }

  @Test func unknownKeysAreIgnored() throws {
    let later = try changed(.full(), [.textString("later")], .array([.null]))
    #expect(try RecordStatement(encoded: later) == .full())
    let numbered = try changed(.full(), [.unsigned(7)], .null)
    #expect(try RecordStatement(encoded: numbered) == .full())
    let inside = try changed(.full(), [.textString("source"), .textString("later")], .null)
    #expect(try RecordStatement(encoded: inside) == .full())
  }

  /// A field, whether it must be there, and values it must not have.
  struct Field: Sendable {
    let path: [String]
    let isNeeded: Bool
    let wrong: [CBORValue]

    init(_ path: String, needed isNeeded: Bool, _ wrong: CBORValue...) {
      self.path = path.split(separator: ".").map(String.init)
      self.isNeeded = isNeeded
      self.wrong = wrong
    }
  }

  static let fields: [Field] = [
    Field("version", needed: true, .unsigned(2), .unsigned(0), .textString("1"), .float(1)),
    Field("kind", needed: true, .textString("copy"), .unsigned(1), .byteString([])),
    Field(
      "recordedAt", needed: true, .textString("2026-11-23T09:00:00Z"), .tag(1, .unsigned(0)),
      .tag(0, .unsigned(0)), .tag(0, .textString("yesterday")), .unsigned(0)),
    Field("timeKind", needed: true, .textString("rfc3161"), .null),
    Field("shop", needed: true, .textString(""), .null, .array([])),
    Field("generator", needed: true, .textString("yuantu"), .array([]), .map([])),
    Field("generator.name", needed: true, .null, .textString("")),
    Field("generator.version", needed: true, .unsigned(1)),
    Field("source", needed: true, .null, .map([])),
    Field("output", needed: true, .null, .map([])),
    Field(
      "output.pixelWidth", needed: true, .unsigned(0), .unsigned(1_000_001), .integer(-1)),
    Field("output.pixelHeight", needed: true, .unsigned(.max), .float(8)),
    Field("source.pixelHeight", needed: false, .unsigned(0), .null),
    Field(
      "source.sha256", needed: true, .byteString([1]), .textString("00"), .byteString([])),
    Field("source.size", needed: true, .unsigned(1 << 63 | 1), .integer(-1), .float(1)),
    Field(
      "source.fileName", needed: false, .textString("."), .textString(".."),
      .textString("../a.jpg"), .textString("/a"), .textString("a\u{0}.jpg"), .textString("")),
    Field("source.mediaType", needed: true, .textString(""), .byteString([1])),
    Field("original", needed: false, .null, .map([]), .array([])),
    Field("original.pairing", needed: false, .null, .map([])),
    Field("original.pairing.method", needed: true, .textString(""), .null),
    Field(
      "original.pairing.correlation", needed: true, .float(1.01), .float(.nan),
      .float(-.infinity), .unsigned(1)),
    Field("capture", needed: false, .null, .array([])),
    Field("capture.make", needed: false, .null, .textString("")),
    Field("capture.bodySerialSHA256", needed: false, .byteString([1]), .textString("")),
    Field("mark", needed: false, .null, .map([])),
    Field("mark.scheme", needed: true, .textString("tones"), .null),
    Field("mark.payload", needed: true, .byteString([1, 2, 3, 4, 5, 6, 7]), .unsigned(1)),
    Field("contentHash", needed: false, .byteString([]), .null, .textString("a")),
    Field("platform", needed: false, .null, .textString("")),
    Field("slot", needed: false, .null), Field("recipient", needed: false, .unsigned(1)),
  ]

  @Test(arguments: fields) func everyFieldIsChecked(field: Field) throws {
    let keys = field.path.map { CBORValue.textString($0) }
    let without = try changed(.full(), keys, nil)
    if field.isNeeded {
      let thrown = #expect(throws: ManifestError.self) { try RecordStatement(encoded: without) }
      #expect(thrown?.code == .missingField)
    } else {
      _ = try RecordStatement(encoded: without)
    }
    for value in field.wrong {
      let encoded = try changed(.full(), keys, value)
      #expect(throws: ManifestError.self) { try RecordStatement(encoded: encoded) }
    }
  }

  @Test func textsAreBoundedInBothDirections() throws {
    var statement = RecordStatement.full()
    statement.recipient = String(repeating: "\u{8336}", count: 1365)
    #expect(try RecordStatement(encoded: statement.encoded()) == statement)
    statement.recipient = String(repeating: "\u{8336}", count: 1366)
    #expect(throws: ManifestError.self) { try statement.encoded() }
    let long = try changed(
      .full(), [.textString("shop")], .textString(String(repeating: "a", count: 4097)))
    #expect(throws: ManifestError.self) { try RecordStatement(encoded: long) }
  }

  @Test func whatCouldNotBeReadIsNotWritten() {
    let changes: [(inout RecordStatement) -> Void] = [
      { $0.recordedAt = -1 }, { $0.recordedAt = .max }, { $0.shop = "" },
      { $0.source.fileName = "a/b" }, { $0.source.size = -1 }, { $0.output?.pixelWidth = 0 },
      { $0.output?.pixelHeight = 1_000_001 }, { $0.output = nil }, { $0.contentHash = [] },
      { $0.original?.pairing?.correlation = .nan }, { $0.slot = "" },
      { $0.generator.version = "" }, { $0.source.mediaType = "" },
      { $0.contentHash = [UInt8](repeating: 0, count: 4097) },
    ]
    for change in changes {
      var statement = RecordStatement.full()
      change(&statement)
      #expect(throws: ManifestError.self) { try statement.encoded() }
    }
  }

  /// The statement's encoding with the value at `path` set, or taken away.
  private func changed(
    _ statement: RecordStatement, _ path: [CBORValue], _ value: CBORValue?
  ) throws -> [UInt8] {
    func set(_ map: CBORValue, _ path: ArraySlice<CBORValue>) -> CBORValue? {
      guard let key = path.first else { return value }
      guard case .map(var entries) = map else { return map }
      let old = entries.first { $0.key == key }?.value ?? .map([])
      entries.removeAll { $0.key == key }
      if let new = set(old, path.dropFirst()) { entries.append(CBOREntry(key, new)) }
      return .map(entries)
    }
    let map = try CBORDecoder.decode(statement.encoded())
    return try CBOREncoder.encode(try #require(set(map, path[...])))
  }
}
