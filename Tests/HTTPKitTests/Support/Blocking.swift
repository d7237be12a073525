import Foundation

/// Runs `work` on a thread of its own. A test that waited for a socket on one of the few threads of
/// tasks would keep the server's handlers from running.
func blocking<Result: Sendable>(
  _ work: @escaping @Sendable () throws -> Result
) async throws -> Result {
  try await withCheckedThrowingContinuation { continuation in
    Thread { continuation.resume(with: Swift.Result { try work() }) }.start()
  }
}
