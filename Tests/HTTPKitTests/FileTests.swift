import Foundation
import HTTPKit
import Testing

@Suite struct FileTests {
  private static func serving(_ scratch: Scratch) throws -> TestServer {
    let folder = scratch.path
    return try TestServer { request in
      Response(
        status: 200, headers: [("Content-Type", "image/jpeg")],
        body: .file(path: "\(folder)/\(request.head.path[0])"))
    }
  }

  private static func get(_ server: TestServer, _ fields: String) async throws -> RawClient.Reply {
    try await blocking {
      let client = try RawClient(server.port)
      try client.send("GET /digits HTTP/1.1\r\nHost: a\r\n\(fields)\r\n")
      return try client.readReply()
    }
  }

  @Test func aFileIsSentWhole() async throws {
    let scratch = try Scratch()
    let server = try Self.serving(scratch)
    let bytes = pattern(3_000_000)
    _ = try scratch.put("large", bytes)
    _ = try scratch.put("empty", [])
    let url = "http://127.0.0.1:\(server.port)"
    _ = try await scratch.curl("-o", "got", "\(url)/large")
    #expect(try scratch.get("got") == bytes)
    let head = try await scratch.curl("-I", "\(url)/large")
    #expect(head.contains("Content-Length: 3000000\r\n") && head.contains("image/jpeg"))
    #expect(
      try await scratch.curl("-w", "%{http_code} %{size_download}", "\(url)/empty") == "200 0")
  }

  @Test(arguments: [
    ("bytes=0-3", 206, "0123", "bytes 0-3/10"), ("bytes=8-", 206, "89", "bytes 8-9/10"),
    ("bytes=-2", 206, "89", "bytes 8-9/10"), ("bytes=5-99", 206, "56789", "bytes 5-9/10"),
    ("bytes=-99", 206, "0123456789", "bytes 0-9/10"), ("BYTES= 1 - 1 ", 206, "1", "bytes 1-1/10"),
    ("bytes=10-", 416, "416\n", "bytes */10"), ("bytes=-0", 416, "416\n", "bytes */10"),
    ("bytes=99999999999999999999-", 416, "416\n", "bytes */10"),
    ("bytes=0-1,3-4", 200, "0123456789", nil), ("bytes=3-1", 200, "0123456789", nil),
    ("lines=0-1", 200, "0123456789", nil), ("bytes=a-b", 200, "0123456789", nil),
    ("bytes=-", 200, "0123456789", nil), ("bytes=", 200, "0123456789", nil),
    ("bytes=+1-2", 200, "0123456789", nil),
  ])
  func aRangeIsSent(_ range: String, _ status: Int, _ body: String, _ content: String?) async throws
  {
    let scratch = try Scratch()
    let server = try Self.serving(scratch)
    _ = try scratch.put("digits", Array("0123456789".utf8))
    let reply = try await Self.get(server, "Range: \(range)\r\n")
    #expect(reply.status == status && reply.body == body)
    #expect(reply.headers["content-range"] == content)
  }

  @Test func aConditionalRangeIsAnsweredWhole() async throws {
    let scratch = try Scratch()
    let server = try Self.serving(scratch)
    _ = try scratch.put("digits", Array("0123456789".utf8))
    let reply = try await Self.get(server, "Range: bytes=0-1\r\nIf-Range: \"x\"\r\n")
    #expect(reply.status == 200 && reply.body == "0123456789")
  }

  @Test func whatIsNoFileIsNotSent() async throws {
    let scratch = try Scratch()
    let server = try Self.serving(scratch)
    try FileManager.default.createDirectory(
      atPath: scratch.path + "/folder", withIntermediateDirectories: false)
    #expect(mkfifo(scratch.path + "/pipe", 0o600) == 0)
    for (name, status) in [("absent", "404"), ("folder", "500"), ("pipe", "500")] {
      let code = try await scratch.curl(
        "-o", "reply", "-w", "%{http_code}", "http://127.0.0.1:\(server.port)/\(name)")
      #expect(code == status)
    }
  }
}
