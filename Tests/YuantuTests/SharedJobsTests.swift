import Catalogue
import Files
import Synchronization
import Testing
import Trust

@testable import Yuantu

/// Runs that share their jobs, with a register of who has what in memory.
@Suite struct SharedJobsTests {
  final class Board: JobStore {
    let holders = Mutex<[[UInt8]: [UInt8]]>([:])
    let failure = Mutex<CatalogueError?>(nil)

    func takeJob(
      among jobs: [[UInt8]], worker: [UInt8], milliseconds: Int64
    ) throws(CatalogueError) -> [UInt8]? {
      if let failure = failure.withLock({ $0 }) { throw failure }
      return holders.withLock { holders in
        guard let free = jobs.first(where: { holders[$0] == nil }) else { return nil }
        holders[free] = worker
        return free
      }
    }

    func keepJobs(worker: [UInt8], milliseconds: Int64) throws(CatalogueError) {}

    func returnJob(_ job: [UInt8], worker: [UInt8]) throws(CatalogueError) -> Bool {
      holders.withLock { holders in
        guard holders[job] == worker else { return false }
        holders[job] = nil
        return true
      }
    }
  }

  static let jobs = (0..<30).map {
    ProtectJob(digest: Digest.sha256([UInt8($0)]), target: .none, files: [])
  }

  func run(
    _ board: Board, worker: UInt8, start: Int = 0,
    pause: @escaping @Sendable (Double) -> Void = { _ in }
  ) -> SharedJobs {
    SharedJobs(
      Self.jobs, in: board, worker: [UInt8](repeating: worker, count: 16), start: start,
      pause: pause)
  }

  @Test func everyJobIsHandedOutOnce() {
    let board = Board()
    let shared = run(board, worker: 1, start: 47)
    var seen: [Digest] = []
    while let job = shared.next() {
      seen.append(job.digest)
      shared.done(job)
    }
    #expect(seen.first == Self.jobs[17].digest)
    #expect(seen.count == 30)
    #expect(Set(seen) == Set(Self.jobs.map(\.digest)))
    #expect(board.holders.withLock { $0.isEmpty })
    #expect(shared.failure == nil)
  }

  @Test func whatAnotherRunHasIsPassedOverAndWaitedFor() throws {
    let board = Board()
    let other = run(board, worker: 2)
    let held = (0..<12).compactMap { _ in other.next() }
    let waits = Atomic<Int>(0)
    let shared = run(board, worker: 1) { _ in
      // The other run comes to its end while this one waits.
      if waits.add(1, ordering: .relaxed).newValue == 3 { for job in held { other.done(job) } }
    }
    var seen: [Digest] = []
    while let job = shared.next() {
      if seen.count < 18 { #expect(!held.contains { $0.digest == job.digest }) }
      seen.append(job.digest)
      shared.done(job)
    }
    #expect(seen.count == 30)
    #expect(Set(seen).count == 30)
    #expect(waits.load(ordering: .relaxed) == 3)
  }

  @Test func aRegisterThatFailsEndsTheRun() {
    let board = Board()
    let shared = run(board, worker: 1)
    #expect(shared.next() != nil)
    board.failure.withLock { $0 = CatalogueError(.connectionLost, "gone") }
    #expect(shared.next() == nil)
    #expect(shared.failure?.code == .connectionLost)
  }

  @Test func jobsAreCalledTheSameOnEveryMachine() {
    let names = Set(Self.jobs.map(\.sharedIdentity))
    #expect(names.count == 30)
    #expect(
      Self.jobs[0].sharedIdentity.hex
        == Digest.sha256(
          Array("yuantu.protect.1\0\(Digest.sha256([0]).hex)\0\0".utf8)
        ).hex)
  }
}
