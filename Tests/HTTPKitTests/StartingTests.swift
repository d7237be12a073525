import HTTPKit
import Testing

@Suite struct StartingTests {
  private static func code(_ address: String, _ port: Int) -> HTTPError.Code? {
    do throws(HTTPError) {
      _ = try Server(
        ServerConfiguration(address: address, port: port), handler: TestHandler { _ in .text("") })
      return nil
    } catch {
      return error.code
    }
  }

  @Test func reasonsAreTold() throws {
    let server = try TestServer { _ in .text("") }
    #expect(Self.code("127.0.0.1", server.port) == .addressInUse)
    // A network kept for documentation (RFC 5737).
    #expect(Self.code("192.0.2.1", 0) == .addressNotAvailable)
    for (address, port) in [("localhost", 0), ("", 0), ("1.2.3.4.5", 0), ("127.0.0.1", 65536)] {
      #expect(Self.code(address, port) == .invalidAddress)
    }
    #expect(Self.code("127.0.0.1", -1) == .invalidAddress)
  }

  private static let hasIPv6 = code("::1", 0) == nil

  @Test(.enabled(if: hasIPv6)) func bothKindsOfAddressServe() async throws {
    let server = try Server(
      ServerConfiguration(address: "::"), handler: TestHandler { .text($0.head.peer) })
    defer { server.stop() }
    let scratch = try Scratch()
    #expect(try await scratch.curl("http://127.0.0.1:\(server.port)/") == "127.0.0.1")
    #expect(try await scratch.curl("-g", "http://[::1]:\(server.port)/") == "::1")
  }
}
