import Files
import Wording

/// Protects what comes into folders, until it is told to end.
///
/// Each picture is taken when it is complete, once. Whatever the end, also a kill, a new watch over the
/// same folders goes on where this one was: what is done is in the catalogue, not in the watch.
public struct Watching: Sendable {
  private let protection: Protection

  /// Protects for `shop`.
  public init(shop: Shop, surroundings: Surroundings) {
    protection = Protection(shop: shop, surroundings: surroundings)
  }

  /// Watches until the task is cancelled; the pictures in hand are finished then. Throws when it cannot
  /// start, and when the shop's keys were changed meanwhile.
  public func run(
    _ request: WatchRequest, tell: @escaping (WatchEvent) -> Void
  ) async throws(Problem) -> Protection.Summary {
    try check(request)
    let wake: WakeSignal
    do throws(FilesError) {
      // Left out of the watch by what it is, not by its name, so it must be there.
      try Directory.create(request.protection.outputFolder)
      wake = try WakeSignal()
    } catch { throw Problem(error) }
    let run = WatchRun(protection, request, wake, tell)
    let outcome = await withTaskCancellationHandler {
      await run.outcome()
    } onCancel: {
      wake.give()
    }
    return try outcome.get()
  }

  /// Sources must be folders, and no output may come into them as a new picture.
  private func check(_ request: WatchRequest) throws(Problem) {
    try protection.refuseOutputOverSources(request.protection)
    try request.protection.delivery.check()
    let output = request.protection.outputFolder
    for path in request.protection.paths {
      guard Directory.exists(path) else { throw Problem.notAFolderToWatch(path) }
      if Directory.contains(output, path) { throw Problem.watchedInOutput(path) }
    }
  }
}
