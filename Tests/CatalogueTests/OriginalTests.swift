import Catalogue
import Testing

@Suite struct OriginalTests {
  @Test(arguments: StoreKind.available) func whatWasAddedIsReadBack(_ kind: StoreKind) throws {
    let shop = try TestShop(kind)
    var entry = TestShop.original(1)
    #expect(try shop.store.addOriginal(entry, record: TestShop.record(50)) == .added)
    entry.recordID = TestShop.digest(50)
    #expect(try shop.store.original(sha256: entry.sha256) == entry)
    #expect(try shop.store.record(id: TestShop.digest(50)) == TestShop.record(50))
    #expect(try shop.store.original(sha256: TestShop.digest(2)) == nil)
  }

  @Test(arguments: StoreKind.available) func addingAgainOnlyNotesTheNewPath(_ kind: StoreKind)
    throws
  {
    let shop = try TestShop(kind)
    #expect(try shop.store.addOriginal(TestShop.original(1), record: nil) == .added)
    #expect(try shop.store.addOriginal(TestShop.original(1), record: nil) == .known)
    var second = TestShop.original(1, path: "/backup/b.heic")
    second.format = "other"
    #expect(
      try shop.store.addOriginal(second, record: TestShop.record(3)) == .knownNewPath)
    #expect(try shop.store.original(sha256: TestShop.digest(1)) == TestShop.original(1))
    #expect(
      try shop.store.paths(ofOriginal: TestShop.digest(1)) == ["/backup/b.heic", "/photos/a.heic"])
    #expect(try shop.store.counts().records == 0)
  }

  @Test(arguments: StoreKind.available) func malformedEntriesAreRefused(_ kind: StoreKind) throws {
    let shop = try TestShop(kind)
    var short = TestShop.original(1)
    short.sha256.removeLast()
    #expect(code { try shop.store.addOriginal(short, record: nil) } == .invalidEntry)
    var negative = TestShop.original(1)
    negative.size = -1
    #expect(code { try shop.store.addOriginal(negative, record: nil) } == .invalidEntry)
    var broken = TestShop.original(1)
    broken.findings = ["a\nb"]
    #expect(code { try shop.store.addOriginal(broken, record: nil) } == .invalidEntry)
    var other = TestShop.original(1)
    other.recordID = TestShop.digest(9)
    #expect(code { try shop.store.addOriginal(other, record: TestShop.record(8)) } == .invalidEntry)
    #expect(code { try shop.store.addOriginal(other, record: nil) } == .unknownReference)
    #expect(try shop.store.counts().originals == 0)
  }

  @Test(arguments: StoreKind.available) func iterationSeesEveryOriginalOnceInOrder(
    _ kind: StoreKind
  ) throws {
    let shop = try TestShop(kind)
    for number in (0..<150).reversed() {
      _ = try shop.store.addOriginal(TestShop.original(number), record: nil)
    }
    var seen: [[UInt8]] = []
    try shop.store.forEachOriginal { summary in
      seen.append(summary.sha256)
      // The closure is outside the lock.
      let original = try shop.store.original(sha256: summary.sha256)
      #expect(original != nil)
    }
    #expect(seen == (0..<150).map { TestShop.digest($0) })
  }

  @Test(arguments: StoreKind.available) func strangeTextSurvives(_ kind: StoreKind) throws {
    let shop = try TestShop(kind)
    // Only SQLite stores a NUL in a text.
    let nul = kind == .sqlite ? "\u{0}" : ""
    var entry = TestShop.original(1, path: "/a\(nul)b'; DROP TABLE original; --\u{1F600}")
    entry.fileName = ""
    _ = try shop.store.addOriginal(entry, record: nil)
    #expect(try shop.store.original(sha256: entry.sha256) == entry)
  }

  @Test(arguments: StoreKind.available) func picturesKnowTheirOriginal(_ kind: StoreKind) throws {
    let shop = try TestShop(kind)
    _ = try shop.store.addOriginal(TestShop.original(1), record: nil)
    let picture = TestShop.picture(2, original: TestShop.digest(1))
    #expect(try shop.store.addPicture(picture))
    #expect(try !shop.store.addPicture(picture))
    #expect(try shop.store.picture(sha256: picture.sha256) == picture)
    #expect(try shop.store.pictures(ofOriginal: TestShop.digest(1)) == [picture])
    #expect(
      code { try shop.store.addPicture(TestShop.picture(3, original: TestShop.digest(99))) }
        == .unknownReference)
    var seen = 0
    try shop.store.forEachPicture { _ in seen += 1 }
    #expect(seen == 1)
  }
}
