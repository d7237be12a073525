import Catalogue
import Foundation
import Testing

@Suite struct ConcurrencyTests {
  @Test(arguments: StoreKind.available) func twoStoresOnOneFileWriteInTurn(_ kind: StoreKind)
    async throws
  {
    let shop = try TestShop(kind)
    let stores = [shop.store, try shop.another()]
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
    let payloads = try stores[1].allPayloads()
    #expect(Set(payloads).count == 100)
    // A file's writers wait before they draw; a server's may have drawn in vain.
    #expect(kind != .sqlite || payloads == (0..<100).map { UInt64($0) })
    #expect(try stores[1].checkIntegrity { _ in true } == [])
  }

  @Test(arguments: StoreKind.available) func bothStoresGetTheSameReservation(_ kind: StoreKind)
    async throws
  {
    let shop = try TestShop(kind)
    let stores = [shop.store, try shop.another()]
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
