import Catalogue
import Foundation
import Testing

@Suite struct ConcurrencyTests {
  let shop: TestShop
  init() throws { shop = try TestShop() }

  @Test func twoStoresOnOneFileWriteInTurn() async throws {
    let stores = [shop.store, try SQLiteStore.open(shop.path, create: false)]
    _ = try shop.store.addPicture(TestShop.picture(1))
    try await withThrowingTaskGroup(of: Void.self) { group in
      for worker in 0..<4 {
        let store = stores[worker % 2]
        group.addTask {
          for index in 0..<25 {
            var next = UInt64(index)
            let request = TestShop.request(1, slot: "\(worker)-\(index)")
            _ = try store.reserveCopy(request) {
              // The workers want the same payloads.
              defer { next += 25 }
              return next
            }
            _ = try store.counts()
          }
        }
      }
      try await group.waitForAll()
    }
    #expect(try stores[1].allPayloads() == (0..<100).map { UInt64($0) })
    #expect(try stores[1].checkIntegrity { _ in true } == [])
  }

  @Test func bothStoresGetTheSameReservation() async throws {
    let stores = [shop.store, try SQLiteStore.open(shop.path, create: false)]
    _ = try shop.store.addPicture(TestShop.picture(1))
    let copies = try await withThrowingTaskGroup(of: CopyEntry.self) { group in
      for worker in 0..<8 {
        let store = stores[worker % 2]
        group.addTask {
          try store.reserveCopy(TestShop.request(1, id: "id-\(worker)")) { UInt64(worker) }
        }
      }
      return try await group.reduce(into: []) { $0.append($1) }
    }
    #expect(Set(copies.map(\.id)).count == 1)
    #expect(try shop.store.counts().reservedCopies == 1)
  }
}
