import Testing

@testable import Catalogue

@Suite struct BusyTests {
  @Test func readersGoOnWhileAnotherWritesAndWritersGiveUpInTheEnd() throws {
    let shop = try TestShop()
    _ = try shop.issue(1)
    let other = try SQLiteStore(
      shop.path, create: false, migrations: Schema.migrations(.sqlite), busyTimeout: 50)
    let outcome = try shop.file.write { (connection) throws(CatalogueError) in
      try SQLiteStore.insert(TestShop.record(2), connection)
      // In the middle of this transaction, as another process would see it.
      let seen = try other.counts().records
      return (seen, code { try other.addPicture(TestShop.picture(9)) })
    }
    #expect(outcome.0 == 1)
    #expect(outcome.1 == .busy)
    #expect(try other.counts().records == 2)
    #expect(try other.addPicture(TestShop.picture(9)))
  }
}
