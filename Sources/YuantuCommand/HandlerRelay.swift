import HTTPKit
import Synchronization

/// Stands in for the app until the server's port is known; then hands everything on.
final class HandlerRelay: Handler {
  private let handler = Mutex<(any Handler)?>(nil)

  /// Hands requests to `handler` from now on.
  func handle(with handler: any Handler) { self.handler.withLock { $0 = handler } }

  func plan(_ head: RequestHead) -> BodyPlan {
    handler.withLock { $0 }?.plan(head) ?? .refuse(Self.starting)
  }

  func respond(to request: Request) async -> Response {
    await handler.withLock { $0 }?.respond(to: request) ?? Self.starting
  }

  private static let starting = Response(status: 503, headers: [("Retry-After", "1")])
}
