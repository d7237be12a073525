import HTTPKit

/// A handler made of two closures.
struct TestHandler: Handler {
  var planning: @Sendable (RequestHead) -> BodyPlan = { _ in .memory(atMost: 65536) }
  var responding: @Sendable (Request) async -> Response

  func plan(_ head: RequestHead) -> BodyPlan { planning(head) }

  func respond(to request: Request) async -> Response { await responding(request) }
}
