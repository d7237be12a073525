import Foundation
import HTTPKit
import Testing

@Suite struct LimitTests {
  private static func limits(_ change: (inout ServerLimits) -> Void) -> ServerLimits {
    var limits = ServerLimits()
    change(&limits)
    return limits
  }

  /// Sends a byte every 50 ms until the connection is closed; how long that took.
  private static func drip(
    _ server: TestServer, _ beginning: String, atMost seconds: Int
  ) async throws -> Duration {
    try await blocking {
      let client = try RawClient(server.port)
      let started = ContinuousClock.now
      try client.send(beginning)
      while ContinuousClock.now - started < .seconds(seconds) {
        usleep(50_000)
        do { try client.send("a") } catch { break }
      }
      return ContinuousClock.now - started
    }
  }

  @Test func aDrippingHeadIsCut() async throws {
    let server = try TestServer(
      limits: Self.limits { $0.headSeconds = 1 }, respond: { _ in .text("ok") })
    let lasted = try await Self.drip(server, "GET / HTTP/1.1\r\nHost: a\r\nX: ", atMost: 8)
    #expect(lasted > .milliseconds(900) && lasted < .seconds(4))
  }

  @Test func aDrippingBodyIsCutAndRemoved() async throws {
    let scratch = try Scratch()
    let path = scratch.path + "/body"
    let server = try TestServer(
      limits: Self.limits { $0.bodySeconds = 1 },
      plan: { _ in .spool(to: path, atMost: 100_000) }, respond: { _ in .text("ok") })
    let lasted = try await Self.drip(
      server, "PUT / HTTP/1.1\r\nHost: a\r\nContent-Length: 99999\r\n\r\n", atMost: 8)
    #expect(lasted > .milliseconds(900) && lasted < .seconds(4))
    for _ in 0..<300 where !scratch.names.isEmpty { try await Task.sleep(for: .milliseconds(10)) }
    #expect(scratch.names.isEmpty)
  }

  @Test func aBodyThatIsFastEnoughMayTakeLong() async throws {
    let server = try TestServer(
      limits: Self.limits {
        $0.bodySeconds = 1
        $0.bytesPerSecond = 1000
      }, respond: { _ in .text("ok") })
    try await blocking {
      let client = try RawClient(server.port)
      try client.send("PUT / HTTP/1.1\r\nHost: a\r\nContent-Length: 10000\r\n\r\n")
      for _ in 0..<10 {
        usleep(200_000)
        try client.send(String(repeating: "a", count: 1000))
      }
      #expect(try client.readReply().body == "ok")
    }
  }

  @Test func aClientThatDoesNotReadItsAnswerIsCut() async throws {
    // More than the system's buffers on both sides take.
    let size = 60_000_000
    let bytes = pattern(size)
    let server = try TestServer(
      limits: Self.limits {
        $0.bodySeconds = 1
        $0.bytesPerSecond = size
      },
      respond: { _ in Response(status: 200, body: .bytes(bytes)) })
    try await blocking {
      let client = try RawClient(server.port)
      try client.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n")
      usleep(3_000_000)
      #expect(try client.countToEnd() < size)
    }
  }

  @Test func restingConnectionsAreClosedInTheEnd() async throws {
    let server = try TestServer(
      limits: Self.limits { $0.idleSeconds = 1 }, respond: { _ in .text("ok") })
    try await blocking {
      let client = try RawClient(server.port)
      try client.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n")
      #expect(try client.readReply().body == "ok")
      let started = ContinuousClock.now
      #expect(try client.readToEnd() == "")
      #expect(ContinuousClock.now - started < .seconds(5))
    }
  }

  @Test func aClientTooManyIsToldSo() async throws {
    let server = try TestServer(
      limits: Self.limits { $0.connections = 4 },
      respond: { _ in
        try? await Task.sleep(for: .seconds(1))
        return .text("ok")
      })
    try await blocking {
      let clients = try (0..<4).map { _ in try RawClient(server.port) }
      for client in clients { try client.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n") }
      usleep(200_000)
      let refused = try RawClient(server.port)
      try refused.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n")
      #expect(try refused.readStatus() == 503)
      for client in clients { #expect(try client.readReply().body == "ok") }
    }
  }

  @Test func aConnectionThatNeverAskedGivesWay() async throws {
    let server = try TestServer(
      limits: Self.limits { $0.connections = 2 }, respond: { _ in .text("ok") })
    try await blocking {
      let established = try RawClient(server.port)
      try established.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n")
      #expect(try established.readReply().body == "ok")
      let idle = try RawClient(server.port)
      usleep(1_300_000)
      let next = try RawClient(server.port)
      try next.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n")
      #expect(try next.readReply().body == "ok")
      #expect(try idle.readToEnd() == "")
      try established.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n")
      #expect(try established.readReply().body == "ok")
    }
  }

  @Test func aFloodOfConnectionsPasses() async throws {
    let server = try TestServer(
      limits: Self.limits { $0.connections = 64 }, respond: { _ in .text("ok") })
    try await blocking {
      let established = try RawClient(server.port)
      try established.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n")
      #expect(try established.readReply().body == "ok")
      // Few enough for the usual bound of 1024 descriptors, which both ends share here.
      let flood = try (0..<300).map { _ in try RawClient(server.port) }
      try established.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n")
      #expect(try established.readReply().body == "ok")
      usleep(1_300_000)
      let next = try RawClient(server.port)
      try next.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n")
      #expect(try next.readReply().body == "ok")
      try established.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n")
      #expect(try established.readReply().body == "ok")
      #expect(flood.count == 300)
    }
  }
}
