import Testing
import Trust

@Suite struct CertificateChainTests {
  @Test func timesAndAnchorsDecide() throws {
    let shop = try Shop()
    let other = try Shop()
    func result(_ anchors: [Certificate], _ time: Int64) -> ChainResult {
      CertificateChain.verify(leaf: shop.leaf, intermediates: [], anchors: anchors, at: time)
    }
    #expect(result([shop.root], Shop.now) == .trusted)
    #expect(result([other.root, shop.root], shop.leaf.notAfter - 1) == .trusted)
    #expect(result([shop.root], shop.leaf.notAfter + 1) == .expired)
    #expect(result([shop.root], Shop.now - 1) == .notYetValid)
    #expect(result([], Shop.now) == .untrusted)
    // The same names, another key.
    #expect(result([other.root], Shop.now) == .untrusted)
    #expect(result([shop.leaf], Shop.now) == .untrusted)
  }

  @Test func aLeafCannotIssue() throws {
    let shop = try Shop()
    let forged = try Certificate.issueLeaf(
      shopName: "伪店", leafPublicKeyDER: SigningKey.generate().publicKeyDER, root: shop.leaf,
      rootKey: shop.leafKey, now: Shop.now)
    let result = CertificateChain.verify(
      leaf: forged, intermediates: [shop.leaf], anchors: [shop.root], at: Shop.now)
    #expect(result == .invalid(.authority))
    let alone = CertificateChain.verify(
      leaf: forged, intermediates: [], anchors: [shop.root], at: Shop.now)
    #expect(alone == .untrusted)
  }

  @Test func aRootIsNoLeaf() throws {
    let shop = try Shop()
    let result = CertificateChain.verify(
      leaf: shop.root, intermediates: [], anchors: [shop.root], at: Shop.now)
    #expect(result == .invalid(.leafIsAuthority))
  }

  @Test func manyIntermediatesAreRefused() throws {
    let shop = try Shop()
    let result = CertificateChain.verify(
      leaf: shop.leaf, intermediates: Array(repeating: shop.root, count: 65),
      anchors: [shop.root], at: Shop.now)
    #expect(result == .invalid(.tooManyCertificates))
  }

  /// Certificates that openssl makes, each with one slip.
  struct Slip: Sendable, CustomTestStringConvertible {
    var testDescription: String { "\(expected)" }
    var leaf = """
      basicConstraints=critical,CA:FALSE
      keyUsage=critical,digitalSignature
      extendedKeyUsage=emailProtection
      authorityKeyIdentifier=keyid
      subjectKeyIdentifier=hash
      """
    var digest = "-sha256"
    var algorithm = ["-algorithm", "EC", "-pkeyopt", "ec_paramgen_curve:P-256"]
    var expected = ChainResult.trusted

    static func replacing(_ line: String, _ by: String, _ expected: ChainResult) -> Slip {
      var slip = Slip()
      let lines = slip.leaf.split(separator: "\n").map { $0.hasPrefix(line) ? by : String($0) }
      slip.leaf = lines.joined(separator: "\n")
      slip.expected = expected
      return slip
    }

    static let all: [Slip] = [
      Slip(),
      replacing("extended", "extendedKeyUsage=1.3.6.1.4.1.62558.2.1", .trusted),
      replacing("keyUsage", "", .invalid(.keyUsage)),
      replacing("keyUsage", "keyUsage=critical,keyAgreement", .invalid(.keyUsage)),
      replacing("extended", "", .invalid(.extendedKeyUsage)),
      replacing("extended", "extendedKeyUsage=serverAuth", .invalid(.extendedKeyUsage)),
      replacing(
        "extended", "extendedKeyUsage=emailProtection,anyExtendedKeyUsage",
        .invalid(.extendedKeyUsage)),
      replacing(
        "extended", "extendedKeyUsage=emailProtection,timeStamping", .invalid(.extendedKeyUsage)),
      replacing("authority", "authorityKeyIdentifier=none", .invalid(.authorityKeyIdentifier)),
      replacing("basic", "basicConstraints=critical,CA:TRUE", .invalid(.leafIsAuthority)),
      replacing(
        "subject", "subjectKeyIdentifier=hash\n1.2.3.4=critical,DER:0500",
        .invalid(.criticalExtension)),
      Slip(digest: "-sha1", expected: .invalid(.signatureAlgorithm)),
      Slip(
        algorithm: ["-algorithm", "RSA", "-pkeyopt", "rsa_keygen_bits:1024"],
        expected: .invalid(.publicKey)),
      Slip(
        algorithm: ["-algorithm", "EC", "-pkeyopt", "ec_paramgen_curve:secp256k1"],
        expected: .invalid(.publicKey)),
      Slip(algorithm: ["-algorithm", "EC", "-pkeyopt", "ec_paramgen_curve:P-384"]),
      Slip(algorithm: ["-algorithm", "ed25519"]),
    ]
  }

  @Test(arguments: Slip.all)
  func profileSlipsAreNamed(_ slip: Slip) throws {
    let scratch = try Scratch()
    let rootKey = try SigningKey.generate()
    let root = try Certificate.makeRoot(name: "root", key: rootKey, now: 1_600_000_000)
    _ = try scratch.put("rootkey", rootKey.privateKeyPEM(passphrase: nil))
    _ = try scratch.put("root", root.pem())
    _ = try scratch.put("extensions", Array(slip.leaf.utf8))
    let commands = [
      ["genpkey"] + slip.algorithm + ["-out", "key"],
      ["req", "-new", "-key", "key", "-subj", "/CN=leaf", "-out", "request"],
      [
        "x509", "-req", "-in", "request", "-CA", "root", "-CAkey", "rootkey", "-extfile",
        "extensions", "-days", "300", "-set_serial", "77", slip.digest, "-out", "leaf",
      ],
    ]
    for command in commands {
      let (status, output) = try scratch.run("/usr/bin/openssl", command)
      try #require(status == 0, Comment(rawValue: output))
    }
    let leaf = try #require(try Certificate.all(inPEM: scratch.get("leaf")).first)
    #expect(leaf.serial == [77])
    let result = CertificateChain.verify(
      leaf: leaf, intermediates: [], anchors: [root], at: leaf.notBefore)
    #expect(result == slip.expected)
  }
}
