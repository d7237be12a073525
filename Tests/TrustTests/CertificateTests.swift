import Testing
import Trust

/// A root and a leaf of one shop, as `yuantu init` makes them.
struct Shop {
  static let now: Int64 = 1_795_000_000
  static let name = "源图小店·手作陶器（景德镇）"
  let rootKey: SigningKey
  let leafKey: SigningKey
  let root: Certificate
  let leaf: Certificate

  init(days: Int = 366) throws {
    rootKey = try SigningKey.generate()
    leafKey = try SigningKey.generate()
    root = try Certificate.makeRoot(name: Shop.name, key: rootKey, now: Shop.now)
    leaf = try Certificate.issueLeaf(
      shopName: Shop.name, leafPublicKeyDER: leafKey.publicKeyDER, root: root, rootKey: rootKey,
      now: Shop.now, days: days)
  }
}

@Suite struct CertificateTests {
  @Test func fieldsAreReadBack() throws {
    let shop = try Shop()
    #expect(
      shop.leaf.subject
        == DistinguishedName(country: "CN", organization: Shop.name, commonName: Shop.name))
    #expect(shop.leaf.issuer == shop.root.subject && shop.root.issuer == shop.root.subject)
    #expect(shop.leaf.subject != shop.root.subject)
    #expect(shop.leaf.publicKeyDER == shop.leafKey.publicKeyDER)
    #expect(shop.leaf.notBefore == Shop.now)
    #expect(shop.leaf.notAfter == Shop.now + 366 * 86400 - 1)
    #expect(shop.root.notAfter == Shop.now + 7305 * 86400 - 1)
    #expect(shop.leaf.serial.count == 16 && shop.leaf.serial[0] & 0xC0 == 0x40)
    #expect(shop.leaf.serial != shop.root.serial)
    #expect(try Certificate(der: shop.leaf.der) == shop.leaf)
    #expect(shop.leaf.fingerprint == Digest.sha256(shop.leaf.der))
  }

  @Test func pemHoldsSeveral() throws {
    let shop = try Shop()
    let pem = try shop.leaf.pem() + shop.root.pem()
    #expect(try Certificate.all(inPEM: pem) == [shop.leaf, shop.root])
    for bad in [[], Array("text".utf8), Array(pem.dropLast(40))] {
      #expect(throws: TrustError.self) { try Certificate.all(inPEM: bad) }
    }
  }

  @Test func opensslSeesTheProfile() throws {
    let scratch = try Scratch()
    let shop = try Shop()
    _ = try scratch.put("leaf", shop.leaf.pem())
    _ = try scratch.put("root", shop.root.pem())
    let leaf = try scratch.openssl("x509", "-in", "leaf", "-noout", "-text", "-nameopt", "utf8")
    let expected = [
      "Version: 3", "CN=\(Shop.name)",
      "X509v3 Basic Constraints: critical\n                CA:FALSE",
      "X509v3 Key Usage: critical\n                Digital Signature, Non Repudiation",
      "1.3.6.1.4.1.62558.2.1, E-mail Protection", "Subject Key Identifier",
      "Authority Key Identifier",
    ]
    for text in expected { #expect(leaf.output.contains(text), Comment(rawValue: text)) }
    let root = try scratch.openssl("x509", "-in", "root", "-noout", "-text")
    #expect(root.output.contains("critical\n                CA:TRUE"))
    #expect(root.output.contains("critical\n                Certificate Sign, CRL Sign"))
    for (time, isGood) in [
      (Shop.now, true), (Shop.now - 1, false), (Shop.now + 400 * 86400, false),
    ] {
      let result = try scratch.openssl(
        "verify", "-x509_strict", "-auth_level", "2", "-attime", "\(time)", "-CAfile", "root",
        "leaf")
      #expect((result.status == 0) == isGood, Comment(rawValue: result.output))
    }
  }

  @Test func namesAreChecked() throws {
    let shop = try Shop()
    func code(_ name: String, _ country: String = "CN") -> TrustError.Code? {
      do throws(TrustError) {
        let leaf = try Certificate.issueLeaf(
          shopName: name, country: country, leafPublicKeyDER: shop.leafKey.publicKeyDER,
          root: shop.root, rootKey: shop.rootKey, now: Shop.now)
        #expect(leaf.subject.commonName == name)
        return nil
      } catch {
        return error.code
      }
    }
    for good in [
      "a", String(repeating: "店", count: 64), "😀 shop", "a,CN=b/O=c\\",
      String(repeating: "😀", count: 64),
    ] {
      #expect(code(good) == nil, Comment(rawValue: good))
    }
    let bad = ["", " ", "a\0b", "a\nb", "a\u{7F}", "a\u{2028}b", String(repeating: "店", count: 65)]
    for name in bad { #expect(code(name) == .invalidName) }
    for country in ["", "C", "cn", "CHN", "中"] { #expect(code("a", country) == .invalidName) }
  }

  @Test func wrongRequestsAreRefused() throws {
    let shop = try Shop()
    func code(
      key: SigningKey? = nil, der: [UInt8]? = nil, now: Int64 = Shop.now, days: Int = 366
    ) -> TrustError.Code? {
      do throws(TrustError) {
        _ = try Certificate.issueLeaf(
          shopName: "a", leafPublicKeyDER: der ?? shop.leafKey.publicKeyDER, root: shop.root,
          rootKey: key ?? shop.rootKey, now: now, days: days)
        return nil
      } catch {
        return error.code
      }
    }
    #expect(code(key: shop.leafKey) == .keyMismatch)
    #expect(code(der: [0x30, 0]) == .malformedKey)
    for days in [0, -1, 367, Int.max] { #expect(code(days: days) == .invalidValidity) }
    for now in [Shop.now - 1, shop.root.notAfter + 1, Int64.max, Int64.min] {
      #expect(code(now: now) == .invalidValidity)
    }
    for now in [Int64.max, Int64.min, 253_402_300_799] {
      #expect(throws: TrustError.self) {
        try Certificate.makeRoot(name: "a", key: shop.rootKey, now: now)
      }
    }
    let late = try Certificate.issueLeaf(
      shopName: "a", leafPublicKeyDER: shop.leafKey.publicKeyDER, root: shop.root,
      rootKey: shop.rootKey, now: shop.root.notAfter - 10)
    #expect(late.notAfter == shop.root.notAfter)
  }

  @Test func damagedCertificatesNeverTrap() throws {
    let shop = try Shop()
    let der = shop.leaf.der
    var trusted = 0
    for index in der.indices {
      #expect(throws: TrustError.self) { try Certificate(der: Array(der.prefix(index))) }
      for mask in [0x01, 0x80] as [UInt8] {
        var bytes = der
        bytes[index] ^= mask
        guard let damaged = try? Certificate(der: bytes) else { continue }
        let result = CertificateChain.verify(
          leaf: damaged, intermediates: [], anchors: [shop.root], at: Shop.now)
        if result == .trusted { trusted += 1 }
      }
    }
    #expect(trusted == 0)
    #expect(throws: TrustError.self) { try Certificate(der: der + [0]) }
    #expect(throws: TrustError.self) {
      try Certificate(der: [UInt8](repeating: 0x30, count: 70000))
    }
  }
}
