import HTTPKit
import Testing

@Suite struct MalformedRequestTests {
  /// Requests and the statuses that are right for them; 0 is a close without an answer.
  private static let battery: [(String, Set<Int>)] = [
    ("GET /ok HTTP/1.1\r\nHost: a\r\n\r\n", [200]),
    ("GET /ok HTTP/1.0\r\n\r\n", [200]),
    ("GET /ok HTTP/1.1\r\n\r\n", [400]),
    ("GET /ok HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n", [400]),
    ("GET /ok HTTP/2.0\r\nHost: a\r\n\r\n", [505, 400, 0]),
    ("GET /ok\r\n\r\n", [400, 505, 0]),
    ("GET http://a/ok HTTP/1.1\r\nHost: a\r\n\r\n", [400]),
    ("GET ok HTTP/1.1\r\nHost: a\r\n\r\n", [400]),
    ("OPTIONS * HTTP/1.1\r\nHost: a\r\n\r\n", [400]),
    ("GET /a b HTTP/1.1\r\nHost: a\r\n\r\n", [400, 0]),
    ("GET /a\0b HTTP/1.1\r\nHost: a\r\n\r\n", [400]),
    ("GET /../etc HTTP/1.1\r\nHost: a\r\n\r\n", [400]),
    ("GET /%2e%2e/etc HTTP/1.1\r\nHost: a\r\n\r\n", [400]),
    ("GET /a%00 HTTP/1.1\r\nHost: a\r\n\r\n", [400]),
    ("GET /a%2Fb HTTP/1.1\r\nHost: a\r\n\r\n", [400]),
    ("GET /%C3 HTTP/1.1\r\nHost: a\r\n\r\n", [400]),
    ("GET /%4 HTTP/1.1\r\nHost: a\r\n\r\n", [400]),
    ("GET /?a=%C3 HTTP/1.1\r\nHost: a\r\n\r\n", [400]),
    ("GET /ok HTTP/1.1\r\nHost a\r\n\r\n", [400]),
    ("GET /ok HTTP/1.1\r\nHost: a\r\nX : 1\r\n\r\n", [400]),
    ("GET /ok HTTP/1.1\r\nHost: a\r\n: 1\r\n\r\n", [400, 200]),
    ("POST /ok HTTP/1.1\r\nHost: a\r\nContent-Length: -1\r\n\r\n", [400]),
    ("POST /ok HTTP/1.1\r\nHost: a\r\nContent-Length: +1\r\n\r\na", [400]),
    ("POST /ok HTTP/1.1\r\nHost: a\r\nContent-Length: 1,1\r\n\r\na", [400]),
    ("POST /ok HTTP/1.1\r\nHost: a\r\nContent-Length: 0x1\r\n\r\na", [400]),
    ("POST /ok HTTP/1.1\r\nHost: a\r\nContent-Length:\r\n\r\n", [400]),
    ("POST /ok HTTP/1.1\r\nHost: a\r\nContent-Length: 99999999999999999999\r\n\r\n", [413]),
    ("POST /ok HTTP/1.1\r\nHost: a\r\nContent-Length: 18446744073709551615\r\n\r\n", [400, 413]),
    ("POST /ok HTTP/1.1\r\nHost: a\r\nContent-Length: 9223372036854775807\r\n\r\n", [413]),
    ("POST /ok HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\na", [400]),
    ("POST /ok HTTP/1.1\r\nHost: a\r\nContent-Length : 1\r\n\r\na", [400]),
    (
      "POST /ok HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n"
        + "1\r\na\r\n0\r\n\r\n", [400]
    ),
    ("POST /ok HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: gzip, chunked\r\n\r\n", [501]),
    ("POST /ok HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: identity\r\n\r\n", [501]),
    // The Kelvin sign is a small k to Unicode.
    ("POST /ok HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chun\u{212A}ed\r\n\r\n", [501]),
    ("POST /ok HTTP/1.1\r\nHost: a\r\nCoo\u{212A}ie: a\r\n\r\n", [400]),
    (
      "POST /ok HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n"
        + "Transfer-Encoding: identity\r\n\r\n0\r\n\r\n", [501]
    ),
    ("POST /ok HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n", [400]),
    (
      "POST /ok HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n"
        + "ffffffffffffffffff\r\n", [413]
    ),
    ("POST /ok HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n1\r\nabc", [400]),
    ("GET /" + String(repeating: "a", count: 100_000) + " HTTP/1.1\r\n\r\n", [414, 431]),
    (
      "GET /ok HTTP/1.1\r\nHost: a\r\nX: " + String(repeating: "a", count: 100_000) + "\r\n\r\n",
      [431]
    ),
    (
      "GET /ok HTTP/1.1\r\nHost: a\r\n" + String(repeating: "X: 1\r\n", count: 20_000) + "\r\n",
      [431]
    ),
    ("GET /?" + String(repeating: "a&", count: 300) + " HTTP/1.1\r\nHost: a\r\n\r\n", [400]),
    ("\u{16}\u{3}\u{1}\u{2}\0\u{1}\0\u{1}", [0]),
    ("\r\n\r\n\r\n\r\nGET /ok HTTP/1.1\r\nHost: a\r\n\r\n", [200]),
    (String(repeating: "\0", count: 70_000), [0, 400, 414]),
    ("\n", [0]), ("", [0]),
  ]

  @Test func eachIsRefusedAndTheServerLives() async throws {
    let server = try TestServer { request in
      request.head.path == ["ok"] ? .text("ok") : Response(status: 404)
    }
    try await blocking {
      for (text, statuses) in Self.battery {
        let client = try RawClient(server.port)
        try? client.send(text)
        client.finishSending()
        let status = (try? client.readStatus()) ?? -1
        #expect(statuses.contains(status), "\(text.prefix(100).debugDescription): \(status)")
      }
      let client = try RawClient(server.port)
      try client.send("GET /ok HTTP/1.1\r\nHost: a\r\n\r\n")
      #expect(try client.readReply().body == "ok")
    }
  }

  @Test func randomBytesDoNoHarm() async throws {
    let server = try TestServer { _ in .text("ok") }
    try await blocking {
      var seed: UInt64 = 88_172_645_463_325_252
      func next() -> UInt64 {
        seed ^= seed << 13
        seed ^= seed >> 7
        seed ^= seed << 17
        return seed
      }
      let whole =
        Array(
          "POST /a?b=c HTTP/1.1\r\nHost: a\r\nCookie: a=b; c\r\nTransfer-Encoding: chunked\r\n\r\n"
            .utf8) + Array("3\r\nabc\r\n0\r\nX: y\r\n\r\n".utf8)
      for _ in 0..<4 {
        let clients = try (0..<100).map { _ in
          var bytes = whole
          for _ in 0...next() % 6 {
            bytes[Int(next() % UInt64(bytes.count))] = UInt8(truncatingIfNeeded: next())
          }
          let client = try RawClient(server.port)
          try? client.send(Array(bytes.prefix(Int(next() % UInt64(bytes.count)) + 1)))
          client.finishSending()
          return client
        }
        for client in clients { _ = try client.readToEnd() }
      }
      let client = try RawClient(server.port)
      try client.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n")
      #expect(try client.readReply().body == "ok")
    }
  }
}
