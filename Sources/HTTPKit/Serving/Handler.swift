/// What answers requests. Both are called for many requests at a time.
public protocol Handler: Sendable {
  /// Called as soon as the head is there, before any body is read: where the body may go, or a
  /// refusal. Runs on a thread of the server that serves others too, so it must not block, nor stop
  /// the server.
  func plan(_ head: RequestHead) -> BodyPlan

  /// Called when the body is complete, in a task that is cancelled when the client leaves or the
  /// server stops. A spooled file is the handler's to remove.
  ///
  /// The task prefers threads of the server's own, so that pages come also while all the threads of
  /// tasks compute. Long computations belong into tasks of their own.
  func respond(to request: Request) async -> Response
}
