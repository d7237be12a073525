import Testing
import Trust

@Suite struct RevocationTests {
  @Test func aListIsReadBackAndOpenSSLAgrees() throws {
    let shop = try Shop()
    let since = Shop.now - 86400
    let list = try RevocationList.issue(
      [Revocation(serial: shop.leaf.serial, since: since, reason: .keyCompromise)],
      root: shop.root, rootKey: shop.rootKey, now: Shop.now)
    let read = try #require(try RevocationList.all(inPEM: try list.pem()).first)
    #expect(read == list)
    #expect(read.isSigned(by: shop.root))
    #expect(try !read.isSigned(by: Shop().root))
    #expect(read.revocation(of: shop.leaf)?.since == since)
    #expect(read.revocation(of: shop.leaf)?.reason == .keyCompromise)
    #expect(read.revocation(of: shop.root) == nil)
    let scratch = try Scratch()
    _ = try scratch.put("list.pem", try list.pem())
    _ = try scratch.put("root.pem", try shop.root.pem())
    let seen = try scratch.openssl(
      "crl", "-in", "list.pem", "-CAfile", "root.pem", "-noout", "-text")
    #expect(seen.output.contains("verify OK") && seen.output.contains("Invalidity Date"))
  }

  @Test func damagedListsAreRefusedOrNotSigned() throws {
    let shop = try Shop()
    let list = try RevocationList.issue(
      [Revocation(serial: [1, 2, 3], since: Shop.now, reason: nil)], root: shop.root,
      rootKey: shop.rootKey, now: Shop.now)
    for index in list.der.indices {
      var bytes = list.der
      bytes[index] ^= 1
      let other = try? RevocationList(der: bytes)
      #expect(other?.isSigned(by: shop.root) != true)
    }
    #expect(throws: TrustError.self) { try RevocationList(der: list.der + [0]) }
    #expect(throws: TrustError.self) { try RevocationList(der: []) }
    #expect(try RevocationList.all(inPEM: []).isEmpty)
  }
}
