import Testing
import Trust

@Suite struct SymmetricTests {
  /// RFC 4231, cases 1, 2 and 6.
  @Test func knownMessageAuthenticationCodes() {
    let cases: [(key: [UInt8], message: String, code: String)] = [
      (
        [UInt8](repeating: 0x0B, count: 20), "Hi There",
        "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7"
      ),
      (
        Array("Jefe".utf8), "what do ya want for nothing?",
        "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"
      ),
      (
        [UInt8](repeating: 0xAA, count: 131),
        "Test Using Larger Than Block-Size Key - Hash Key First",
        "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54"
      ),
    ]
    for (key, message, code) in cases {
      let found = MessageAuthentication.hmacSHA256(key: key, message: Array(message.utf8))
      #expect(Hexadecimal.text(found) == code)
    }
  }

  /// RFC 5869, appendix A.1 to A.3.
  @Test func knownDerivedKeys() {
    let ramp = { (first: UInt8, last: UInt8) in Array(first...last) }
    let repeated = [UInt8](repeating: 0x0B, count: 22)
    let first = KeyDerivation.hkdfSHA256(
      secret: repeated, salt: ramp(0, 0x0C), info: ramp(0xF0, 0xF9), count: 42)
    #expect(
      Hexadecimal.text(first)
        == "3cb25f25faacd57a90434f64d0362f2a2d2d0a90cf1a5a4c5db02d56ecc4c5bf34007208d5b887185865")
    let second = KeyDerivation.hkdfSHA256(
      secret: ramp(0, 0x4F), salt: ramp(0x60, 0xAF), info: ramp(0xB0, 0xFF), count: 82)
    #expect(
      Hexadecimal.text(second)
        == "b11e398dc80327a1c8e7f78c596a49344f012eda2d4efad8a050cc4c19afa97c"
        + "59045a99cac7827271cb41c65e590e09da3275600c2f09b8367793a9aca3db71"
        + "cc30c58179ec3e87c14c01d5c1f3434f1d87")
    let third = KeyDerivation.hkdfSHA256(secret: repeated, salt: [], info: [], count: 42)
    #expect(
      Hexadecimal.text(third)
        == "8da4e775a563c18f715f802a063c5a31b8a11f5c5ee1879ec3454e5f3c738d2d9d201395faa4b61a96c8")
  }

  @Test func derivedKeysReachTheRFCsLimit() {
    let all = KeyDerivation.hkdfSHA256(secret: [1], salt: [], info: [], count: 8160)
    #expect(all.count == 8160)
    #expect(KeyDerivation.hkdfSHA256(secret: [1], salt: [], info: [], count: 0) == [])
  }

  @Test func comparesLengthsAndBytes() {
    #expect(ConstantTime.equal([], []) && ConstantTime.equal([1, 2], [1, 2]))
    #expect(!ConstantTime.equal([1, 2], [1, 3]) && !ConstantTime.equal([1], [1, 2]))
  }

  @Test func randomSourcesGiveWhatTheyPromise() throws {
    let first = try SystemRandom().bytes(32)
    #expect(try first != SystemRandom().bytes(32) && first.count == 32)
    #expect(try SystemRandom().bytes(0) == [])
    let repeatable = RepeatableRandom(seed: 7)
    let start = try repeatable.bytes(40)
    #expect(try start == RepeatableRandom(seed: 7).bytes(40))
    #expect(try start != repeatable.bytes(40))
    #expect(try start != RepeatableRandom(seed: 8).bytes(40))
  }

  @Test func secretsLendTheirBytes() {
    #expect(Secret([1, 2, 3]).withBytes { Array($0) } == [1, 2, 3])
    #expect(Secret([]).count == 0)
    #expect(Passphrase("") == nil && Passphrase(String(repeating: "a", count: 1024)) == nil)
    #expect(Passphrase("口令") != nil)
  }
}
