import Foundation
import HTTPKit
import Testing

@Suite struct EventTests {
  /// Serves one stream, and notes when it is told to end.
  private static func streaming(
    _ stream: AsyncStream<ServerEvent>, limits: ServerLimits = ServerLimits()
  ) throws -> TestServer {
    try TestServer(
      limits: limits, respond: { _ in Response(status: 200, body: .events(stream)) })
  }

  private static func stream() -> (
    AsyncStream<ServerEvent>, AsyncStream<ServerEvent>.Continuation, ended: Witness
  ) {
    let (stream, continuation) = AsyncStream.makeStream(of: ServerEvent.self)
    let ended = Witness()
    continuation.onTermination = { _ in ended.note() }
    return (stream, continuation, ended)
  }

  private static func open(_ server: TestServer) async throws -> RawClient {
    try await blocking {
      let client = try RawClient(server.port)
      try client.send("GET /events HTTP/1.1\r\nHost: a\r\n\r\n")
      let head = try client.read(until: "\r\n\r\n")
      #expect(head.contains("\r\nContent-Type: text/event-stream\r\n"))
      #expect(head.contains("\r\nCache-Control: no-store\r\n"))
      return client
    }
  }

  @Test func eventsComeWhenTheyAreSent() async throws {
    let (stream, continuation, ended) = Self.stream()
    let server = try Self.streaming(stream)
    let client = try await Self.open(server)
    for number in 0..<3 {
      continuation.yield(ServerEvent(name: "step", data: "\(number)\n图"))
      let text = try await blocking { try client.read(until: "\n\n") }
      #expect(text.hasSuffix("event: step\ndata: \(number)\ndata: 图\n\n"))
    }
    continuation.finish()
    let rest = try await blocking { try client.read(until: "\r\n0\r\n\r\n") }
    #expect(!rest.contains("data"))
    #expect(await ended.saw())
    // The connection serves on.
    try await blocking { try client.send("GET /events HTTP/1.1\r\nHost: a\r\n\r\n") }
    let next = try await blocking { try client.read(until: "\r\n0\r\n\r\n") }
    #expect(next.hasPrefix("HTTP/1.1 200"))
  }

  @Test func aStreamEndsWhenItsClientLeaves() async throws {
    let (stream, _, ended) = Self.stream()
    let server = try Self.streaming(stream)
    var client: RawClient? = try await Self.open(server)
    #expect(client != nil && ended.count == 0)
    client = nil
    #expect(await ended.saw(within: 3))
  }

  @Test func aBusyStreamEndsWhenItsClientLeaves() async throws {
    let (stream, continuation, ended) = Self.stream()
    let server = try Self.streaming(stream)
    var client: RawClient? = try await Self.open(server)
    let event = ServerEvent(name: "", data: String(repeating: "a", count: 1000))
    continuation.yield(event)
    let feeding = Task {
      while !Task.isCancelled {
        continuation.yield(event)
        try await Task.sleep(for: .milliseconds(5))
      }
    }
    _ = try await blocking { [client] in try client?.read(until: "\n\n") }
    client = nil
    #expect(await ended.saw(within: 3))
    feeding.cancel()
  }

  @Test func aClientThatDoesNotReadHoldsTheStreamBack() async throws {
    let asked = Witness()
    let event = ServerEvent(name: "", data: String(repeating: "a", count: 100_000))
    let server = try TestServer { _ in
      Response(
        status: 200,
        body: .events(
          AsyncStream {
            asked.note()
            return event
          }))
    }
    let client = try await Self.open(server)
    var count = -1
    while count != asked.count {
      count = asked.count
      try await Task.sleep(for: .milliseconds(500))
    }
    // As much as the system's buffers take, and no more.
    #expect((1..<200).contains(count))
    _ = try await blocking { for _ in 0..<200 { _ = try client.read() } }
    #expect(await asked.saw(count + 10))
  }

  @Test func aSilentStreamIsKeptAlive() async throws {
    let (stream, continuation, _) = Self.stream()
    var limits = ServerLimits()
    limits.pingSeconds = 1
    let server = try Self.streaming(stream, limits: limits)
    let client = try await Self.open(server)
    let text = try await blocking { try client.read(until: ": \n\n") }
    #expect(!text.contains("data"))
    continuation.yield(ServerEvent(name: "a", data: "b"))
    let next = try await blocking { try client.read(until: "data: b\n\n") }
    #expect(next.contains("event: a\n"))
  }

  @Test func aHeadRequestEndsTheStream() async throws {
    let (stream, _, ended) = Self.stream()
    let server = try Self.streaming(stream)
    let scratch = try Scratch()
    let head = try await scratch.curl("-I", "http://127.0.0.1:\(server.port)/")
    #expect(head.contains("text/event-stream"))
    #expect(await ended.saw(within: 3))
  }

  @Test(arguments: [
    ("a", "b", "event: a\ndata: b\n\n"), ("", "", "data: \n\n"),
    ("a\nb\r", "1\r\n2\n3\r4", "event: ab\ndata: 1\ndata: 2\ndata: 3\ndata: 4\n\n"),
    ("", "\n\n", "data: \ndata: \ndata: \n\n"), ("", "data: x", "data: data: x\n\n"),
  ])
  func lineBreaksStayInsideTheEvent(_ name: String, _ data: String, _ expected: String) async throws
  {
    let (stream, continuation, _) = Self.stream()
    let server = try Self.streaming(stream)
    continuation.yield(ServerEvent(name: name, data: data))
    continuation.finish()
    let scratch = try Scratch()
    #expect(try await scratch.curl("http://127.0.0.1:\(server.port)/") == expected)
  }
}
