import Foundation
import HTTPKit
import Testing
import Trust

@Suite struct EncryptedTests {
  private static func identity() throws -> (certificatePEM: [UInt8], keyPEM: [UInt8]) {
    let key = try SigningKey.generate()
    let certificate = try Certificate.selfSignedServer(
      names: ["localhost"], addresses: ["127.0.0.1"], key: key,
      now: Int64(Date().timeIntervalSince1970) - 60)
    return (try certificate.pem(), try key.privateKeyPEM(passphrase: nil))
  }

  @Test func curlTrustsTheCertificateItIsGiven() async throws {
    let scratch = try Scratch()
    let identity = try Self.identity()
    let path = scratch.path + "/body"
    let server = try TestServer(
      tls: identity, plan: { _ in .spool(to: path, atMost: 5_000_000) },
      respond: { _ in Response(status: 200, body: .file(path: path)) })
    let authority = try scratch.put("ca.pem", identity.certificatePEM)
    let sent = pattern(5_000_000)
    let source = try scratch.put("source", sent)
    let url = "https://127.0.0.1:\(server.port)/"
    _ = try await scratch.curl("--cacert", authority, "-T", source, "-o", "got", url)
    #expect(try scratch.get("got") == sent)
    let stranger = try await scratch.curl("-o", "other", url)
    #expect(stranger.contains("SSL certificate problem"))
    let old = try await scratch.curl("--cacert", authority, "--tls-max", "1.1", "-o", "old", url)
    #expect(old.contains("curl: ("))
  }

  @Test func eventsComeOverIt() async throws {
    let scratch = try Scratch()
    let identity = try Self.identity()
    let server = try TestServer(
      tls: identity,
      respond: { _ in
        let given = Witness()
        // Made on demand, for a task of its own might have to wait for a thread.
        let stream = AsyncStream<ServerEvent> {
          try? await Task.sleep(for: .milliseconds(30))
          guard given.count < 5 else { return nil }
          defer { given.note() }
          return ServerEvent(name: "", data: "\(given.count)")
        }
        return Response(status: 200, body: .events(stream))
      })
    let authority = try scratch.put("ca.pem", identity.certificatePEM)
    let text = try await scratch.curl("--cacert", authority, "https://localhost:\(server.port)/")
    #expect(text == (0..<5).map { "data: \($0)\n\n" }.joined())
  }

  @Test func plainTextIsNoHarm() async throws {
    let scratch = try Scratch()
    let identity = try Self.identity()
    let server = try TestServer(tls: identity, respond: { _ in .text("ok") })
    try await blocking {
      let client = try RawClient(server.port)
      try client.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n")
      _ = try client.readToEnd()
    }
    let authority = try scratch.put("ca.pem", identity.certificatePEM)
    let text = try await scratch.curl("--cacert", authority, "https://localhost:\(server.port)/")
    #expect(text == "ok")
  }

  @Test func keysMustFit() throws {
    let identity = try Self.identity()
    let other = try Self.identity()
    for tls in [
      (identity.certificatePEM, other.keyPEM), ([], identity.keyPEM), (identity.certificatePEM, []),
      (Array("text".utf8), Array("text".utf8)),
    ] {
      let error = #expect(throws: HTTPError.self) {
        try Server(
          ServerConfiguration(tls: (certificatePEM: tls.0, keyPEM: tls.1)),
          handler: TestHandler { _ in .text("never") })
      }
      #expect(error?.code == .badCertificate)
    }
  }
}
