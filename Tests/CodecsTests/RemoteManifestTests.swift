import Testing

@testable import Codecs

struct RemoteManifestTests {
  private func address(_ xmp: String) -> String? {
    let chunks = [(code: "VP8L", data: [UInt8](repeating: 0, count: 4)), ("XMP ", Array(xmp.utf8))]
    return ManifestContainer.remoteAddress(in: RIFFChunks.file(of: chunks))
  }

  @Test func attributeAndElementAreRead() {
    let expected = "https://example.com/a.c2pa"
    #expect(address("<rdf:Description dcterms:provenance=\"\(expected)\"/>") == expected)
    #expect(address("dcterms:provenance = '\(expected)'") == expected)
    #expect(address("<dcterms:provenance>\n \(expected)\n</dcterms:provenance>") == expected)
  }

  @Test(arguments: [
    "", "dcterms:provenance", "dcterms:provenance=", "dcterms:provenance=\"https://example.com",
    "dcterms:provenance=\"self#jumbf=c2pa\"", "dcterms:provenance=\"https://a/\u{1B}[2J\"",
    "dcterms:provenance=\"https://\u{4F8B}/\"",
  ]) func nothingElseIs(xmp: String) {
    #expect(address(xmp) == nil)
  }

  @Test func aLongAddressIsNone() {
    let path = String(repeating: "a", count: 2040)
    #expect(address("dcterms:provenance=\"https://\(path)\"") != nil)
    #expect(address("dcterms:provenance=\"https://\(path)a\"") == nil)
  }
}
