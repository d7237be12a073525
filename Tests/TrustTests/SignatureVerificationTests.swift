import Testing
import Trust

@Suite struct SignatureVerificationTests {
  let message = Array("图 message".utf8)

  private func signed(
    key: [String], sign: [String]
  ) throws -> (publicKey: [UInt8], signature: [UInt8]) {
    let scratch = try Scratch()
    _ = try scratch.put("message", message)
    let commands = [
      key + ["-out", "key"],
      ["pkey", "-in", "key", "-pubout", "-outform", "DER", "-out", "public"],
      sign + ["-inkey", "key", "-in", "message", "-out", "signature"],
    ]
    for command in commands {
      let (status, output) = try scratch.run("/usr/bin/openssl", command)
      try #require(status == 0, Comment(rawValue: output))
    }
    return (try scratch.get("public"), try scratch.get("signature"))
  }

  private func expectOnlyTheRightOne(
    _ algorithm: SignatureAlgorithm, _ made: (publicKey: [UInt8], signature: [UInt8])
  ) {
    func isGood(_ message: [UInt8], _ signature: [UInt8]) -> Bool {
      SignatureVerification.verify(
        algorithm, publicKeyDER: made.publicKey, message: message, signature: signature)
    }
    #expect(isGood(message, made.signature))
    #expect(!isGood(message + [1], made.signature))
    #expect(!isGood(message, Array(made.signature.dropLast())))
    var other = made.signature
    other[10] ^= 1
    #expect(!isGood(message, other))
  }

  @Test func acceptsOpensslsEd25519() throws {
    let made = try signed(
      key: ["genpkey", "-algorithm", "ed25519"], sign: ["pkeyutl", "-sign", "-rawin"])
    expectOnlyTheRightOne(.edDSA, made)
  }

  private static let pss = [
    "pkeyutl", "-sign", "-rawin", "-digest", "sha256", "-pkeyopt", "rsa_padding_mode:pss",
    "-pkeyopt",
  ]

  @Test func acceptsOpensslsPSS() throws {
    let key = ["genpkey", "-algorithm", "RSA", "-pkeyopt", "rsa_keygen_bits:2048"]
    let made = try signed(key: key, sign: Self.pss + ["rsa_pss_saltlen:32"])
    expectOnlyTheRightOne(.ps256, made)
    let short = try signed(key: key, sign: Self.pss + ["rsa_pss_saltlen:20"])
    #expect(
      !SignatureVerification.verify(
        .ps256, publicKeyDER: short.publicKey, message: message, signature: short.signature))
  }

  @Test func refusesShortRSAKeys() throws {
    let key = ["genpkey", "-algorithm", "RSA", "-pkeyopt", "rsa_keygen_bits:1024"]
    let made = try signed(key: key, sign: Self.pss + ["rsa_pss_saltlen:32"])
    #expect(
      !SignatureVerification.verify(
        .ps256, publicKeyDER: made.publicKey, message: message, signature: made.signature))
  }
}
