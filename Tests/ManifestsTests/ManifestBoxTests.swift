import Testing
import Trust

@testable import Manifests

struct ManifestBoxTests {
  private func read(_ bytes: [UInt8]) throws(ManifestError) -> JUMBFBox {
    var boxesLeft = JUMBFReader.mostBoxes
    return try JUMBFReader.read(bytes, boxesLeft: &boxesLeft)
  }

  private func code(_ bytes: [UInt8]) -> ManifestError.Code? {
    do throws(ManifestError) {
      _ = try read(bytes)
      return nil
    } catch { return error.code }
  }

  private let plain = JUMBFWriter.superbox(.cbor, label: "a", [JUMBFWriter.box("cbor", [0xA0])])

  @Test func whatIsWrittenIsRead() throws {
    let salted = JUMBFWriter.superbox(
      .assertionStore, label: "c2pa.assertions", salt: [UInt8](repeating: 1, count: 16), [plain])
    let box = try read(salted)
    #expect(box.label == "c2pa.assertions" && box.isSuperbox(.assertionStore))
    #expect(box.children.map(\.label) == ["a"] && box.children[0].children[0].type == "cbor")
    #expect(salted[box.children[0].range].elementsEqual(plain))
    #expect(box.description?.hasMore == true && box.children[0].description?.hasMore == false)
  }

  @Test func aLongHeaderIsReadAndOtherLengthsAreRefused() throws {
    let long = [0, 0, 0, 1] + plain[4..<8] + [0, 0, 0, 0, 0, 0, 0, UInt8(plain.count + 8)]
    let box = try read(long + plain[8...])
    #expect(box.payload.lowerBound == 16 && box.label == "a")
    #expect(code([0, 0, 0, 0] + plain[4...]) == .malformedBox)
    #expect(code([0, 0, 0, 7] + plain[4...]) == .malformedBox)
    #expect(code([0xFF, 0xFF, 0xFF, 0xFF] + plain[4...]) == .truncated)
    let huge = [0, 0, 0, 1] + plain[4..<8] + [UInt8](repeating: 0xFF, count: 8)
    #expect(code(huge + plain[8...]) == .truncated)
    #expect(code(plain + [0]) == .trailingBytes)
    for count in 0..<plain.count { #expect(code(Array(plain.prefix(count))) != nil) }
  }

  @Test func depthAndNumberAreBounded() {
    var nested = plain
    for _ in 0..<2000 { nested = JUMBFWriter.superbox(.cbor, label: "a", [nested]) }
    #expect(code(nested) == .tooDeep)
    let many = [[UInt8]](repeating: JUMBFWriter.box("free", []), count: JUMBFReader.mostBoxes)
    #expect(code(JUMBFWriter.superbox(.cbor, label: "a", many)) == .tooLarge)
  }

  @Test(arguments: ["", "a/b", "a;b", "a?b", "a#b", "a\u{1}b", "a\u{85}b"])
  func labelsThatAreNotAllowedAreRefused(label: String) {
    #expect(!JUMBFLabel.isValid(label))
    #expect(code(JUMBFWriter.superbox(.cbor, label: label, [])) == .malformedBox)
  }

  @Test func labelsAreTakenApart() {
    #expect(JUMBFLabel.kind("c2pa.ingredient.v3__12") == "c2pa.ingredient")
    #expect(JUMBFLabel.withoutInstance("c2pa.ingredient.v3__12") == "c2pa.ingredient.v3")
    #expect(JUMBFLabel.kind("c2pa.hash.data") == "c2pa.hash.data")
    #expect(JUMBFLabel.kind("c2pa.a__b") == "c2pa.a__b" && JUMBFLabel.kind("__1") == "")
    #expect(JUMBFLabel.kind("a.v") == "a.v" && JUMBFLabel.kind("a___3") == "a_")
  }

  @Test func referencesAreReadStrictly() {
    let absolute = JUMBFURI("self#jumbf=/c2pa/urn:c2pa:1/c2pa.assertions/a")
    #expect(absolute == JUMBFURI.assertion("a", in: "urn:c2pa:1"))
    #expect(JUMBFURI("self#jumbf=c2pa.assertions/a") == JUMBFURI.assertion("a"))
    #expect(JUMBFURI("self#jumbf=c2pa/x/y")?.manifest == "x")
    for text in [
      "", "self#jumbf=", "self#jumbf=/", "self#jumbf=/c2pa", "self#jumbf=/c2pa/../a",
      "self#jumbf=a//b", "self#jumbf=/other/a", "https://example.com/a", "a", "self#jumbf=a/",
    ] { #expect(JUMBFURI(text) == nil, "\(text)") }
  }

  @Test func paddingHitsEverySizeThatFits() throws {
    let entries = [CBOREntry("a", .unsigned(1))]
    let least = try CBOREncoder.encode(
      .map(entries + [CBOREntry("pad", .byteString([]))])
    ).count
    for count in Array(0...300) + Array(65_530...65_550) {
      let bytes = try PaddedMap.encode(entries, count: least + count)
      #expect(bytes.count == least + count)
      let map = try CBORDecoder.decode(bytes)
      #expect(map["a"] == .unsigned(1))
    }
    #expect(throws: ManifestError.self) { try PaddedMap.encode(entries, count: least - 1) }
  }

  @Test(arguments: [
    #"{"a":1,"a":2}"#, "{", "[1,]", "01", "1.", "1e", "\"\u{1}\"", #""\x""#, #""\u12""#, "nul",
    "{} 1", "", #"{"a"}"#, "-", "+1",
  ]) func malformedJSONIsRefused(text: String) {
    #expect(throws: ManifestError.self) { try JSONReader.read(Array(text.utf8)) }
  }

  @Test func jsonIsRead() throws {
    let text = #" {"a":[1,-2,3.5,1e2,true,false,null],"é":"\u00e9\ud83d\ude00\n"} "#
    let value = try JSONReader.read(Array(text.utf8))
    let items: [CBORValue] = [
      .unsigned(1), .integer(-2), .float(3.5), .float(100), .bool(true), .bool(false), .null,
    ]
    #expect(value["a"] == .array(items))
    #expect(value["é"] == .textString("é\u{1F600}\n"))
    let deep = [UInt8](repeating: UInt8(ascii: "["), count: 5000)
    #expect(throws: ManifestError.self) { try JSONReader.read(deep) }
  }
}
