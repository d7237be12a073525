import Testing

@testable import Trust

/// Answers are made by OpenSSL's own responder.
struct RevocationAnswerTests {
  private static let now: Int64 = 1_795_000_000
  private let scratch: Scratch
  private let root: Certificate
  private let leaf: Certificate

  init() throws {
    scratch = try Scratch()
    let rootKey = try SigningKey.generate()
    root = try Certificate.makeRoot(name: "Root", key: rootKey, now: Self.now)
    leaf = try Certificate.issueLeaf(
      shopName: "Leaf", leafPublicKeyDER: SigningKey.generate().publicKeyDER, root: root,
      rootKey: rootKey, now: Self.now)
    _ = try scratch.put("root.pem", root.pem())
    _ = try scratch.put("leaf.pem", leaf.pem())
    _ = try scratch.put("root.key", rootKey.privateKeyPEM(passphrase: nil))
  }

  /// A response about the leaf from an index with this line, valid for some minutes from today.
  private func response(_ state: String, revokedAt: String = "") throws -> [UInt8] {
    let serial = Hexadecimal.text(leaf.serial).uppercased()
    let line = "\(state)\t301231235959Z\t\(revokedAt)\t\(serial)\tunknown\t/CN=Leaf\n"
    _ = try scratch.put("index", Array(line.utf8))
    let made = try scratch.openssl(
      "ocsp", "-index", "index", "-CA", "root.pem", "-rsigner", "root.pem", "-rkey", "root.key",
      "-issuer", "root.pem", "-cert", "leaf.pem", "-nmin", "10", "-noverify", "-respout", "r")
    try #require(made.status == 0, "\(made.output)")
    return try scratch.get("r")
  }

  private func status(
    _ response: [UInt8], at time: Int64 = now, anchors: [Certificate]? = nil
  ) -> RevocationResponse.Status {
    RevocationResponse.status(
      of: leaf, issuers: [root], anchors: anchors ?? [root], response: response, at: time)
  }

  @Test func goodRevokedAndUnknownAreToldApart() throws {
    let day: Int64 = 86400
    #expect(try status(response("V")) == .good)
    // 1 November 2026, before the time asked about.
    let revoked = try response("R", revokedAt: "261101000000Z")
    #expect(status(revoked) == .revoked(since: 1_793_491_200))
    #expect(status(revoked, at: 1_793_491_200 - day) == .good)
    #expect(try status(RevocationAnswerTests().response("V")) == .unusable)
    #expect(status(revoked, at: Self.now + 365 * 20 * day) == .revoked(since: 1_793_491_200))
    #expect(try status(response("V"), at: Self.now + 365 * 20 * day) == .unusable)
  }

  @Test func anAnswerNobodyTrustedSignedIsUnusable() throws {
    let good = try response("V")
    let stranger = try Certificate.makeRoot(
      name: "Other", key: SigningKey.generate(), now: Self.now)
    #expect(status(good, anchors: [stranger]) == .unusable)
    for position in stride(from: 0, to: good.count, by: 7) {
      var changed = good
      changed[position] ^= 1
      #expect(status(changed) == .unusable || status(changed) == .good)
    }
    #expect(status(Array(good.dropLast())) == .unusable && status(good + [0]) == .unusable)
    #expect(status([]) == .unusable)
  }
}
