import Testing
import Trust

@Suite struct ServerCertificateTests {
  private static let now: Int64 = 1_795_000_000

  private static func make(
    _ names: [String], _ addresses: [String], _ algorithm: SignatureAlgorithm = .es256
  ) throws(TrustError) -> Certificate {
    try Certificate.selfSignedServer(
      names: names, addresses: addresses, key: try SigningKey.generate(algorithm), now: now)
  }

  @Test func opensslSeesAServerOfThoseNames() throws {
    let scratch = try Scratch()
    let made = try Self.make(["shop-pc.local", "localhost"], ["192.168.1.7", "fe80::1", "::1"])
    _ = try scratch.put("server", made.pem())
    let text = try scratch.openssl("x509", "-in", "server", "-noout", "-text").output
    let expected = [
      "DNS:shop-pc.local, DNS:localhost, IP Address:192.168.1.7, IP Address:FE80:0:0:0:0:0:0:1, "
        + "IP Address:0:0:0:0:0:0:0:1",
      "Subject: CN = shop-pc.local", "TLS Web Server Authentication", "ecdsa-with-SHA256",
      "critical\n                CA:FALSE", "critical\n                Digital Signature\n",
    ]
    for words in expected { #expect(text.contains(words), Comment(rawValue: text)) }
    #expect(made.notBefore == Self.now && made.notAfter == Self.now + 397 * 86400 - 1)
    for (arguments, isGood) in [
      (["-verify_hostname", "localhost"], true), (["-verify_ip", "192.168.1.7"], true),
      (["-verify_ip", "::1"], true), (["-verify_ip", "192.168.1.8"], false),
      (["-verify_hostname", "example.com"], false),
    ] {
      let verified = try scratch.run(
        "/usr/bin/openssl",
        ["verify", "-purpose", "sslserver", "-attime", "\(Self.now + 1)", "-CAfile", "server"]
          + arguments + ["server"])
      #expect((verified.status == 0) == isGood, Comment(rawValue: verified.output))
    }
  }

  @Test(arguments: [
    ([], []), ([""], []), (["a b"], []), (["a,DNS:b"], []), (["店.local"], []), (["-a"], []),
    (["a..b"], []), (["a\0"], []), (["*.local"], []), ([], ["1.2.3"]), ([], ["localhost"]),
    ([], ["1.2.3.4\0"]), ([], ["::1,DNS:a"]), ([], ["fe80::1%eth0"]),
    ([String(repeating: "a", count: 64)], []), ([String(repeating: "a", count: 63) + ".bc"], []),
    (Array(repeating: "a", count: 65), []),
  ])
  func namesThatNameNoHostAreRefused(_ names: [String], _ addresses: [String]) {
    #expect(throws: TrustError.self) { try Self.make(names, addresses) }
  }

  @Test func otherKeysAreRefused() {
    let error = #expect(throws: TrustError.self) { try Self.make(["a"], [], .edDSA) }
    #expect(error?.code == .unsupportedKey)
  }
}
