import Foundation
import Testing

@testable import Catalogue

@Suite(.enabled(if: TestServer.shared != nil)) struct JobTests {
  let shop: TestShop
  let stores: [any JobStore]
  static let workers = (0..<4).map { [UInt8](repeating: UInt8($0), count: 16) }

  init() throws {
    shop = try TestShop(.postgreSQL)
    stores = [
      try #require(shop.store as? any JobStore), try #require(try shop.another() as? any JobStore),
    ]
  }

  @Test func aJobIsGivenToOneWorkerUntilItIsReturned() throws {
    let job = TestShop.digest(1)
    func take(_ worker: Int) throws -> [UInt8]? {
      try stores[worker % 2].takeJob(
        among: [job], worker: Self.workers[worker], milliseconds: 60_000)
    }
    #expect(try take(0) == job)
    #expect(try take(1) == nil)
    #expect(try take(0) == nil)
    #expect(try !stores[1].returnJob(job, worker: Self.workers[1]))
    #expect(try stores[0].returnJob(job, worker: Self.workers[0]))
    #expect(try take(1) == job)
  }

  @Test func whatADeadWorkerHadIsTakenOver() throws {
    let job = TestShop.digest(1)
    func take(_ worker: Int) throws -> [UInt8]? {
      try stores[worker].takeJob(
        among: [job], worker: Self.workers[worker], milliseconds: 60_000)
    }
    func endLeases() throws { try shop.damage("UPDATE job SET lease_ends = lease_ends - 60001") }
    #expect(try take(0) == job)
    // A sign of life keeps the job, also when it comes late.
    try endLeases()
    try stores[0].keepJobs(worker: Self.workers[0], milliseconds: 60_000)
    #expect(try take(1) == nil)
    try endLeases()
    #expect(try take(1) == job)
    // Whoever comes back from the dead has it no more.
    #expect(try !stores[0].returnJob(job, worker: Self.workers[0]))
    #expect(try take(0) == nil)
    #expect(try stores[1].returnJob(job, worker: Self.workers[1]))
  }

  @Test func severalWorkersShareWithoutMeeting() async throws {
    let jobs = (0..<60).map { TestShop.digest($0) }
    let stores = stores
    let done = try await withThrowingTaskGroup(of: [[UInt8]].self) { group in
      for worker in 0..<4 {
        group.addTask {
          var pending = jobs
          var done: [[UInt8]] = []
          while !pending.isEmpty {
            let job = try stores[worker % 2].takeJob(
              among: pending, worker: Self.workers[worker], milliseconds: 60_000)
            if let job {
              done.append(job)
              pending.removeAll { $0 == job }
            } else {
              // Others have all that was looked at.
              pending.removeFirst(min(8, pending.count))
            }
          }
          return done
        }
      }
      return try await group.reduce(into: []) { $0 += $1 }
    }
    // Nobody gave one back, so nobody can have had one that another had.
    #expect(done.count == 60)
    #expect(Set(done).count == 60)
  }

  @Test func forgottenJobsAreRemoved() throws {
    let worker = Self.workers[0]
    _ = try stores[0].takeJob(
      among: [TestShop.digest(1)], worker: Self.workers[1], milliseconds: 1)
    try shop.damage("UPDATE job SET lease_ends = 0")
    _ = try stores[0].takeJob(
      among: (2...5).map { TestShop.digest($0) }, worker: worker, milliseconds: 1)
    try stores[1].keepJobs(worker: worker, milliseconds: 1)
    let rest = try #require(shop.store as? PostgreSQLStore).read {
      (connection) throws(CatalogueError) in
      try connection.rows("SELECT id FROM job") { $0.subject(0) }
    }
    #expect(rest == [hexadecimal(TestShop.digest(2))])
  }
}
