import Foundation
import HTTPKit
import Testing

@Suite struct DepartureTests {
  /// A server whose handler waits until it is cancelled.
  private static func waiting(_ begun: Witness, _ cancelled: Witness) throws -> TestServer {
    try TestServer { _ in
      begun.note()
      do { try await Task.sleep(for: .seconds(60)) } catch { cancelled.note() }
      return .text("late")
    }
  }

  @Test func theHandlerIsCancelledWhenItsClientLeaves() async throws {
    let (begun, cancelled) = (Witness(), Witness())
    let server = try Self.waiting(begun, cancelled)
    var client: RawClient? = try RawClient(server.port)
    try client?.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n")
    #expect(await begun.saw())
    client = nil
    #expect(await cancelled.saw(within: 4))
  }

  @Test func aClientThatOnlyStoppedSendingIsAnswered() async throws {
    let server = try TestServer { _ in
      try? await Task.sleep(for: .milliseconds(100))
      return .text("ok")
    }
    try await blocking {
      let client = try RawClient(server.port)
      try client.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n")
      client.finishSending()
      #expect(try client.readReply().body == "ok")
    }
  }

  @Test func stoppingEndsEverythingAtOnce() async throws {
    let (begun, cancelled) = (Witness(), Witness())
    let (stream, continuation) = AsyncStream.makeStream(of: ServerEvent.self)
    let ended = Witness()
    continuation.onTermination = { _ in ended.note() }
    let scratch = try Scratch()
    let path = scratch.path + "/body"
    let server = try TestServer(
      plan: { $0.path == ["spool"] ? .spool(to: path, atMost: 1000) : .memory(atMost: 1000) },
      respond: { request in
        if request.head.path == ["events"] { return Response(status: 200, body: .events(stream)) }
        begun.note()
        do { try await Task.sleep(for: .seconds(60)) } catch { cancelled.note() }
        return .text("late")
      })
    let clients = try await blocking {
      try [
        "", "GET / HT", "PUT /spool HTTP/1.1\r\nHost: a\r\nContent-Length: 9\r\n\r\nabc",
        "GET / HTTP/1.1\r\nHost: a\r\n\r\n", "GET /events HTTP/1.1\r\nHost: a\r\n\r\n",
      ].map { text in
        let client = try RawClient(server.port)
        try client.send(text)
        return client
      }
    }
    _ = try await blocking { try clients[4].read(until: "\r\n\r\n") }
    #expect(await begun.saw())
    for _ in 0..<300 where scratch.names.isEmpty { try await Task.sleep(for: .milliseconds(10)) }
    try await blocking {
      let started = ContinuousClock.now
      server.server.stop()
      #expect(ContinuousClock.now - started < .seconds(3))
    }
    #expect(await cancelled.saw())
    #expect(await ended.saw())
    #expect(scratch.names.isEmpty)
    try await blocking {
      for client in clients { _ = try client.readToEnd() }
      #expect(throws: RawClient.Failure.self) { try RawClient(server.port) }
      // A second time it does nothing.
      server.server.stop()
    }
    // The port is free again.
    let next = try Server(
      ServerConfiguration(port: server.port), handler: TestHandler { _ in .text("next") })
    next.stop()
  }

  @Test func aServerCanBeStoppedUnderLoad() async throws {
    for _ in 0..<10 {
      let server = try TestServer { _ in
        try? await Task.sleep(for: .milliseconds(Int.random(in: 0...3)))
        return .text("ok")
      }
      try await blocking {
        let clients = try (0..<16).map { _ in try RawClient(server.port) }
        for client in clients {
          try client.send(
            String(repeating: "GET / HTTP/1.1\r\nHost: a\r\n\r\n", count: 20))
        }
        usleep(5000)
        server.server.stop()
        for client in clients { _ = try client.readToEnd() }
      }
    }
  }

  @Test func aServerMayStopItself() async throws {
    let stopped = Witness()
    let holder = Holder()
    let server = try TestServer { _ in
      holder.server?.stop()
      stopped.note()
      return .text("bye")
    }
    holder.server = server.server
    let client = try RawClient(server.port)
    try client.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n")
    #expect(await stopped.saw())
    holder.server = nil
  }

  /// Set before the first request and cleared after the last.
  private final class Holder: @unchecked Sendable {
    var server: Server?
  }
}
