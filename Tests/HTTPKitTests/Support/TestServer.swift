import HTTPKit

/// A server for one test on any free port, stopped with the value.
final class TestServer: Sendable {
  let server: Server
  var port: Int { server.port }

  init(
    limits: ServerLimits = ServerLimits(), tls: (certificatePEM: [UInt8], keyPEM: [UInt8])? = nil,
    plan: @escaping @Sendable (RequestHead) -> BodyPlan = { _ in .memory(atMost: 65536) },
    respond: @escaping @Sendable (Request) async -> Response
  ) throws {
    let configuration = ServerConfiguration(tls: tls, limits: limits)
    let handler = TestHandler(planning: plan, responding: respond)
    server = try Server(configuration, handler: handler)
  }

  deinit { server.stop() }
}

extension Response {
  static func text(_ text: String) -> Response {
    Response(status: 200, body: .bytes(Array(text.utf8)))
  }
}
