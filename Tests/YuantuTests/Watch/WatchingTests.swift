import Files
import Foundation
import Synchronization
import Testing

@testable import Yuantu

/// A watch in a task of its own, and what it tells.
private final class RunningWatch: Sendable {
  private let events = Mutex<[WatchEvent]>([])
  let task: Mutex<Task<Result<Protection.Summary, Problem>, Never>?> = Mutex(nil)

  init(_ scene: ProductScene, _ shop: Shop, rescan: Int = 3600, out: String = "out") {
    let request = WatchRequest(
      ProtectRequest(
        paths: ["\(scene.folder)/in"], outputFolder: "\(scene.folder)/\(out)", jobs: 2),
      rescanSeconds: rescan)
    let watching = Watching(shop: shop, surroundings: scene.surroundings())
    task.withLock {
      $0 = Task.detached {
        do throws(Problem) {
          return .success(
            try await watching.run(request) { event in self.events.withLock { $0.append(event) } })
        } catch { return .failure(error) }
      }
    }
  }

  /// Whether `holds` comes true of the events within some seconds.
  func told(_ holds: ([WatchEvent]) -> Bool) async -> Bool {
    for _ in 0..<600 {
      if holds(events.withLock { $0 }) { return true }
      try? await Task.sleep(for: .milliseconds(50))
    }
    return false
  }

  func done(_ name: String) async -> Bool {
    await told { events in
      events.contains {
        if case .done(let report) = $0 { report.path.hasSuffix(name) } else { false }
      }
    }
  }

  func ended() async -> Result<Protection.Summary, Problem>? {
    await task.withLock { $0 }?.value
  }

  func stop() async throws -> Protection.Summary? {
    task.withLock { $0?.cancel() }
    return try await ended()?.get()
  }
}

@Suite struct WatchingTests {
  @Test func picturesThatAreThereAndThatComeAreProtectedOnce() async throws {
    let scene = try ProductScene()
    let shop = try scene.shop()
    try scene.photo("in/a.jpg", seed: 1)
    let watch = RunningWatch(scene, shop)
    #expect(await watch.done("in/a.jpg"))
    try scene.photo("in/new/deep/b.jpg", seed: 2)
    #expect(await watch.done("in/new/deep/b.jpg"))
    let summary = try await watch.stop()
    #expect(summary?.issued == 2)
    #expect(summary?.failed == 0)
    #expect(Directory.exists("\(scene.folder)/out/new/deep"))
    // A second watch does nothing to them.
    let again = RunningWatch(scene, shop)
    #expect(
      await again.told {
        $0.contains { if case .idle(let s) = $0 { s.unchanged == 2 } else { false } }
      })
    #expect(try await again.stop()?.issued == 0)
  }

  @Test func aHalfPictureWaitsForItsRest() async throws {
    let scene = try ProductScene()
    let shop = try scene.shop()
    let whole = try FileBytes.read(try scene.photo("whole.jpg", seed: 3), atMost: 1 << 24)
    let path = "\(scene.folder)/in/a.jpg"
    try Directory.create("\(scene.folder)/in")
    try Data(whole.prefix(whole.count / 2)).write(to: URL(fileURLWithPath: path))
    let watch = RunningWatch(scene, shop)
    #expect(
      await watch.told {
        $0.contains { if case .waiting(let problem) = $0 { problem.path == path } else { false } }
      })
    try Data(whole).write(to: URL(fileURLWithPath: path))
    #expect(await watch.done("in/a.jpg"))
    let summary = try await watch.stop()
    #expect(summary?.issued == 1)
    #expect(summary?.failed == 0)
  }

  @Test func foldersThatCannotBeWatchedAreRefused() async throws {
    let scene = try ProductScene()
    let shop = try scene.shop()
    func code(_ out: String) async -> String? {
      if case .failure(let problem)? = await RunningWatch(scene, shop, out: out).ended() {
        problem.code
      } else {
        nil
      }
    }
    #expect(await code("out") == "watch.notAFolder")
    try Directory.create("\(scene.folder)/in")
    #expect(await code("in") == "usage.outputOverSources")
    #expect(await code("") == "usage.watchedInOutput")
  }

  @Test func anotherRunIsWaitedForAndChangedKeysEndTheWatch() async throws {
    let scene = try ProductScene()
    let shop = try scene.shop()
    try scene.photo("in/a.jpg", seed: 4)
    var lock = try FileLock.acquire(shop.home.lock)
    let watch = RunningWatch(scene, shop)
    #expect(
      await watch.told {
        $0.contains {
          if case .waiting(let problem) = $0 { problem.code == "protect.anotherRun" } else { false }
        }
      })
    lock = nil
    #expect(await watch.done("in/a.jpg"))
    let description = try FileBytes.read(shop.home.description, atMost: 1 << 20)
    try AtomicFile.write(description, to: shop.home.description, mode: 0o600, replacing: true)
    try scene.photo("in/b.jpg", seed: 5)
    guard case .failure(let problem)? = await watch.ended() else {
      Issue.record("the watch did not end by itself")
      return
    }
    #expect(problem.code == "watch.shopChanged")
    _ = lock
  }
}
