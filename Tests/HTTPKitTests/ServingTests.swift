import Glibc
import HTTPKit
import Testing

@Suite struct ServingTests {
  private static func echo() throws -> TestServer {
    try TestServer { request in
      let head = request.head
      let query = head.query.sorted { $0.key < $1.key }.map { "\($0)=\($1)" }
      return .text(
        "\(head.method) \(head.path) \(query) \(head.peer) \(head.cookie("b") ?? "-") "
          + "\(request.form.all("f")) \(request.form["g"] ?? "-")")
    }
  }

  @Test func headAndFormReachTheHandler() async throws {
    let server = try Self.echo()
    let scratch = try Scratch()
    let url = "http://127.0.0.1:\(server.port)"
    let got = try await scratch.curl("-b", "a=1; b=2=3; b=4", "\(url)/%E5%9B%BE/x?q=%20&q=2&r")
    #expect(got == #"GET ["图", "x"] ["q= ", "r="] 127.0.0.1 2=3 [] -"#)
    let posted = try await scratch.curl(
      "--data-urlencode", "f=原图 +%", "--data", "f=2", "--data", "g", "\(url)/")
    #expect(posted == #"POST [] [] 127.0.0.1 - ["原图 +%", "2"] "#)
    let other = try await scratch.curl("-H", "Content-Type: text/plain", "--data", "f=2", "\(url)/")
    #expect(other == "POST [] [] 127.0.0.1 - [] -")
  }

  @Test func aConnectionServesManyRequests() async throws {
    let server = try Self.echo()
    try await blocking {
      let client = try RawClient(server.port)
      for round in 0..<50 {
        try client.send("POST /\(round) HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\n\r\nabc")
        let reply = try client.readReply()
        #expect(reply.status == 200 && reply.body.hasPrefix("POST [\"\(round)\"]"))
      }
      // Two requests at once are answered in turn.
      let next = "GET /a HTTP/1.1\r\nHost: a\r\n\r\n"
      try client.send(next + next)
      #expect(try client.readReply().status == 200)
      #expect(try client.readReply().status == 200)
    }
  }

  @Test func headIsGetWithoutTheBody() async throws {
    let server = try Self.echo()
    try await blocking {
      let client = try RawClient(server.port)
      try client.send("HEAD /a HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n")
      let text = try client.readToEnd()
      let length = #"GET ["a"] [] 127.0.0.1 - [] -"#.utf8.count
      #expect(text.contains("\r\nContent-Length: \(length)\r\n") && text.hasSuffix("\r\n\r\n"))
    }
  }

  @Test func slowHandlersDoNotHoldThreads() async throws {
    let server = try TestServer { _ in
      try? await Task.sleep(for: .milliseconds(500))
      return .text("done")
    }
    try await blocking {
      let started = ContinuousClock.now
      let clients = try (0..<64).map { _ in try RawClient(server.port) }
      for client in clients { try client.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n") }
      for client in clients { #expect(try client.readReply().body == "done") }
      #expect(ContinuousClock.now - started < .seconds(4))
    }
  }

  /// Long computations take the threads that all tasks share.
  @Test func handlersRunWhileTasksCompute() async throws {
    let server = try TestServer { _ in .text("ok") }
    let isOver = Witness()
    let computing = (0..<64).map { _ in
      Task.detached { while isOver.count == 0 { sched_yield() } }
    }
    let client = try RawClient(server.port)
    try client.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n")
    #expect(try client.readReply().body == "ok")
    isOver.note()
    for task in computing { await task.value }
  }

  @Test func hostileFieldsStayFields() async throws {
    let server = try TestServer { _ in
      Response(
        status: 200,
        headers: [
          ("Content-Disposition", "attachment; filename=\"a\r\nSet-Cookie: x=1\0\u{7F}图\""),
          ("Bad Name", "1"), ("Bad\r\nName", "2"), ("", "3"), ("Content-Length", "999"),
          ("Transfer-Encoding", "chunked"), ("X-Good", "4"),
        ], body: .bytes(Array("ok".utf8)))
    }
    try await blocking {
      let client = try RawClient(server.port)
      try client.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n")
      let reply = try client.readReply()
      let names = Set(reply.headers.keys)
      #expect(names == ["date", "content-disposition", "x-good", "content-length"])
      let disposition = reply.headers["content-disposition"]
      #expect(disposition == "attachment; filename=\"aSet-Cookie")
      #expect(reply.body == "ok")
    }
  }

  @Test func oddStatusesBecome500() async throws {
    let server = try TestServer { request in
      Response(status: Int(request.head.path[0]) ?? 0)
    }
    try await blocking {
      for (asked, answered) in [(204, 204), (503, 503), (0, 500), (101, 500), (700, 500)] {
        let client = try RawClient(server.port)
        try client.send("GET /\(asked) HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n")
        #expect(try client.readStatus() == answered)
      }
    }
  }
}
