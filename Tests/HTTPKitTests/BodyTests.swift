import Foundation
import HTTPKit
import Testing

@Suite struct BodyTests {
  private static func spooling(_ scratch: Scratch, atMost most: Int) throws -> TestServer {
    let path = scratch.path + "/body"
    return try TestServer(
      plan: { _ in .spool(to: path, atMost: most) },
      respond: { request in
        guard case .file(let file) = request.body else { return Response(status: 500) }
        return .text("\(file.bytes) \(file.path == path)")
      })
  }

  @Test func aLargeBodyIsSpooledAsSent() async throws {
    let scratch = try Scratch()
    let server = try Self.spooling(scratch, atMost: 20_000_000)
    let sent = pattern(20_000_000)
    let source = try scratch.put("source", sent)
    let url = "http://127.0.0.1:\(server.port)/"
    #expect(try await scratch.curl("-T", source, url) == "20000000 true")
    #expect(try scratch.get("body") == sent)
    let mode = try FileManager.default.attributesOfItem(atPath: scratch.path + "/body")[
      .posixPermissions]
    #expect(mode as? Int == 0o600)
    // What is there already is never written over.
    #expect(try await scratch.curl("-d", "x", "-o", "reply", "-w", "%{http_code}", url) == "500")
    #expect(try scratch.get("body") == sent)
  }

  @Test func aChunkedBodyIsSpooledToo() async throws {
    let scratch = try Scratch()
    let server = try Self.spooling(scratch, atMost: 100_000)
    let source = try scratch.put("source", Array(repeating: 7, count: 100_000))
    let reply = try await scratch.curl(
      "-T", source, "-H", "Transfer-Encoding: chunked", "http://127.0.0.1:\(server.port)/")
    #expect(reply == "100000 true")
  }

  @Test func aLongerBodyIsRefusedBeforeItIsRead() async throws {
    let scratch = try Scratch()
    let server = try Self.spooling(scratch, atMost: 1000)
    try await blocking {
      let client = try RawClient(server.port)
      try client.send("PUT / HTTP/1.1\r\nHost: a\r\nContent-Length: 1001\r\n\r\n")
      #expect(try client.readStatus() == 413)
      let polite = try RawClient(server.port)
      try polite.send(
        "PUT / HTTP/1.1\r\nHost: a\r\nContent-Length: 1001\r\nExpect: 100-continue\r\n\r\n")
      #expect(try polite.readStatus() == 413)
    }
    #expect(scratch.names.isEmpty)
  }

  @Test func aClientStillSendingReadsItsRefusal() async throws {
    let scratch = try Scratch()
    let server = try Self.spooling(scratch, atMost: 1000)
    try await blocking {
      let client = try RawClient(server.port)
      try client.send("PUT / HTTP/1.1\r\nHost: a\r\nContent-Length: 5000000\r\n\r\n")
      for _ in 0..<50 { try client.send([UInt8](repeating: 0, count: 100_000)) }
      #expect(try client.readStatus() == 413)
    }
  }

  @Test(arguments: [true, false]) func aChunkedBodyIsBounded(_ isSpooled: Bool) async throws {
    let scratch = try Scratch()
    let path = scratch.path + "/body"
    let server = try TestServer(
      plan: { _ in isSpooled ? .spool(to: path, atMost: 1000) : .memory(atMost: 1000) },
      respond: { _ in .text("never") })
    try await blocking {
      let client = try RawClient(server.port)
      try client.send("PUT / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n")
      for _ in 0..<10 {
        try client.send("64\r\n" + String(repeating: "a", count: 100) + "\r\n")
      }
      try client.send("1\r\na\r\n")
      #expect(try client.readStatus() == 413)
    }
    for _ in 0..<500 where !scratch.names.isEmpty { try await Task.sleep(for: .milliseconds(10)) }
    #expect(scratch.names.isEmpty)
  }

  @Test func unexpectedBodiesAreRefused() async throws {
    let server = try TestServer(plan: { _ in .none }, respond: { _ in .text("ok") })
    try await blocking {
      for (fields, status) in [
        ("Content-Length: 1\r\n\r\na", 413), ("Content-Length: 0\r\n\r\n", 200), ("\r\n", 200),
        ("Transfer-Encoding: chunked\r\n\r\n1\r\na\r\n0\r\n\r\n", 413),
        ("Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n", 200),
      ] {
        let client = try RawClient(server.port)
        try client.send("POST / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n" + fields)
        #expect(try client.readStatus() == status, Comment(rawValue: fields))
      }
    }
  }

  @Test func aWaitingClientIsToldToGoOn() async throws {
    let server = try TestServer { request in
      guard case .bytes(let bytes) = request.body else { return Response(status: 500) }
      return .text(String(decoding: bytes, as: UTF8.self))
    }
    try await blocking {
      let client = try RawClient(server.port)
      try client.send(
        "PUT / HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\nExpect: 100-continue\r\n\r\n")
      #expect(try client.read(until: "\r\n\r\n") == "HTTP/1.1 100 Continue\r\n\r\n")
      try client.send("abc")
      #expect(try client.readReply().body == "abc")
    }
  }

  @Test func anAbortedUploadLeavesNothing() async throws {
    let scratch = try Scratch()
    let server = try Self.spooling(scratch, atMost: 1_000_000)
    var client: RawClient? = try RawClient(server.port)
    try client?.send("PUT / HTTP/1.1\r\nHost: a\r\nContent-Length: 1000000\r\n\r\nbegin")
    for _ in 0..<500 where scratch.names.isEmpty { try await Task.sleep(for: .milliseconds(10)) }
    #expect(scratch.names == ["body"])
    client = nil
    for _ in 0..<500 where !scratch.names.isEmpty { try await Task.sleep(for: .milliseconds(10)) }
    #expect(scratch.names.isEmpty)
  }

  @Test func aRefusalNeedsNoBody() async throws {
    let server = try TestServer(
      plan: { _ in .refuse(Response(status: 403)) }, respond: { _ in .text("never") })
    try await blocking {
      let client = try RawClient(server.port)
      // Without a body the connection lives on.
      for _ in 0..<2 {
        try client.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n")
        #expect(try client.readReply().status == 403)
      }
      try client.send("PUT / HTTP/1.1\r\nHost: a\r\nContent-Length: 10\r\n\r\n12345")
      #expect(try client.readStatus() == 403)
    }
  }
}
