import Files
import Testing
import Trust

@Suite struct DigestTests {
  /// FIPS 180-4's examples.
  @Test func knownDigests() {
    let empty = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
    let abc = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
    #expect(Digest.sha256([]).hex == empty)
    #expect(Digest.sha256(Array("abc".utf8)).description == abc)
    #expect(Digest(hex: abc.uppercased()) == Digest.sha256(Array("abc".utf8)))
  }

  @Test(arguments: ["", "ba", String(repeating: "g", count: 64), String(repeating: "a", count: 63)])
  func refusesOtherText(_ text: String) {
    #expect(Digest(hex: text) == nil)
  }

  @Test func piecesGiveTheSameDigest() throws {
    let bytes = try RepeatableRandom(seed: 1).bytes(100_000)
    var digest = StreamingDigest()
    digest.update(Array(bytes.prefix(1)))
    digest.update([])
    digest.update(Array(bytes.dropFirst()))
    #expect(digest.finish() == Digest.sha256(bytes))
  }

  @Test func digestsOfFilesAgreeWithOpenSSL() throws {
    let scratch = try Scratch()
    let path = try scratch.put("a", RepeatableRandom(seed: 2).bytes(3_000_000))
    let found = try Digest.ofFile(path)
    #expect(found.facts.size == 3_000_000)
    #expect(try scratch.openssl("dgst", "-sha256", "-r", "a").output.hasPrefix(found.digest.hex))
  }

  @Test func hexadecimalGoesBothWays() {
    #expect(Hexadecimal.text([0, 0x7F, 0xFF]) == "007fff")
    #expect(Hexadecimal.bytes("007FfF") == [0, 0x7F, 0xFF])
    #expect(Hexadecimal.bytes("0") == nil && Hexadecimal.bytes("0 ") == nil)
    #expect(Hexadecimal.bytes("") == [])
  }
}
