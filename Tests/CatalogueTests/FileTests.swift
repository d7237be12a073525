import Foundation
import Testing

@testable import Catalogue

@Suite struct FileTests {
  let shop: TestShop
  init() throws { shop = try TestShop() }

  @Test func aNewCatalogueIsPrivateAndAlone() throws {
    _ = try shop.issue(1)
    let names = try FileManager.default.contentsOfDirectory(atPath: shop.folder.path)
    #expect(
      Set(names).isSubset(of: ["catalogue.sqlite", "catalogue.sqlite-wal", "catalogue.sqlite-shm"]))
    for name in names {
      let attributes = try FileManager.default.attributesOfItem(
        atPath: shop.folder.appendingPathComponent(name).path)
      #expect(attributes[.posixPermissions] as? Int == 0o600, "\(name)")
    }
  }

  @Test func creationNeverReplacesAFile() throws {
    #expect(code { try SQLiteStore.open(shop.path, create: true) } == .alreadyExists)
    let empty = shop.folder.appendingPathComponent("empty").path
    try Data().write(to: URL(fileURLWithPath: empty))
    #expect(code { try SQLiteStore.open(empty, create: true) } == .alreadyExists)
    #expect(
      code { try SQLiteStore.open(shop.folder.path + "/no/such/x", create: true) } == .notFound)
  }

  @Test func onlyACatalogueIsOpened() throws {
    let folder = shop.folder
    func path(_ name: String) -> String { folder.appendingPathComponent(name).path }
    #expect(code { try SQLiteStore.open(path("none"), create: false) } == .notFound)
    #expect(code { try SQLiteStore.open(folder.path, create: false) } == .notACatalogue)
    #expect(code { try SQLiteStore.open("", create: false) } == .cannotOpen)
    for (name, bytes) in [
      ("empty", Data()), ("text", Data("hello".utf8)),
      ("noise", Data(repeating: 0x5A, count: 9_000)),
    ] {
      try bytes.write(to: URL(fileURLWithPath: path(name)))
      #expect(code { try SQLiteStore.open(path(name), create: false) } == .notACatalogue)
      #expect(try Data(contentsOf: URL(fileURLWithPath: path(name))) == bytes)
    }
  }

  @Test(.enabled(if: TestShop.hasSQLite)) func anotherProgramsDatabaseIsLeftAlone() throws {
    let path = shop.folder.appendingPathComponent("other").path
    try shop.sqlite("CREATE TABLE t (x); INSERT INTO t VALUES (1)", path: path)
    let before = try Data(contentsOf: URL(fileURLWithPath: path))
    #expect(code { try SQLiteStore.open(path, create: false) } == .notACatalogue)
    #expect(try Data(contentsOf: URL(fileURLWithPath: path)) == before)
  }

  @Test func reopeningChangesNothing() throws {
    let copy = try shop.issue(1)
    for _ in 0..<3 {
      let store = try SQLiteStore.open(shop.path, create: false)
      #expect(try store.copy(payload: 1) == copy)
      #expect(try store.checkIntegrity { _ in true } == [])
    }
  }

  @Test(.enabled(if: TestShop.hasSQLite)) func aLaterSchemaIsRefused() throws {
    try shop.sqlite("PRAGMA user_version = 99")
    #expect(code { try SQLiteStore.open(shop.path, create: false) } == .newerSchema)
  }

  @Test func anEarlierSchemaIsBroughtUpToDate() throws {
    let copy = try shop.issue(1)
    let steps = Schema.migrations(.sqlite) + [["ALTER TABLE record ADD COLUMN note TEXT"]]
    let store = try SQLiteStore(shop.path, create: false, migrations: steps)
    #expect(try store.copy(payload: 1) == copy)
    let notes = try store.direct { (connection) throws(CatalogueError) in
      try connection.rows("SELECT note FROM record") { $0.optionalText(0) }
    }
    #expect(notes == [nil])
    #expect(code { try SQLiteStore.open(shop.path, create: false) } == .newerSchema)
  }

  @Test func aFailedMigrationLeavesTheFileAsItWas() throws {
    let steps =
      Schema.migrations(.sqlite) + [["ALTER TABLE record ADD COLUMN note TEXT", "not SQL"]]
    #expect(
      code { try SQLiteStore(shop.path, create: false, migrations: steps) } == .failed)
    #expect(try SQLiteStore.open(shop.path, create: false).checkIntegrity { _ in true } == [])
  }

  @Test func anInterruptedTransactionLeavesNothing() throws {
    var connection: SQLiteConnection? = try SQLiteConnection(path: shop.path, busyTimeout: 1_000)
    try connection?.run("BEGIN IMMEDIATE")
    try connection?.run(
      Queries.insertRecord,
      [.bytes(TestShop.digest(1)), .text("x"), .bytes([]), .integer(Int64(1)), .text("")])
    connection = nil
    #expect(try shop.store.counts().records == 0)
    _ = try shop.issue(1)
    #expect(try shop.store.counts().records == 1)
  }

  @Test(.enabled(if: TestShop.hasSQLite)) func aKilledWriterLeavesNothing() throws {
    try shop.issue(1)
    // The shell that sqlite3 starts ends sqlite3 in the middle of its transaction.
    try shop.sqlite(
      "BEGIN IMMEDIATE", "DELETE FROM output", "UPDATE issued_copy SET slot = 'x'",
      ".system kill -9 $PPID", "COMMIT")
    #expect(try shop.store.copy(payload: 1)?.slot == "main")
    #expect(try SQLiteStore.open(shop.path, create: false).checkIntegrity { _ in true } == [])
    try shop.issue(2)
  }

  @Test func aThrowingTransactionLeavesNothing() throws {
    let error = code {
      try shop.file.write { (connection) throws(CatalogueError) in
        try SQLiteStore.insert(TestShop.record(1), connection)
        throw CatalogueError(.failed, "on purpose")
      }
    }
    #expect(error == .failed)
    #expect(try shop.store.counts().records == 0)
  }

  @Test func aSnapshotIsACatalogue() throws {
    let copy = try shop.issue(1)
    let path = shop.folder.appendingPathComponent("备份.sqlite").path
    try shop.file.exportSnapshot(to: path)
    let attributes = try FileManager.default.attributesOfItem(atPath: path)
    #expect(attributes[.posixPermissions] as? Int == 0o600)
    #expect(code { try shop.file.exportSnapshot(to: path) } == .alreadyExists)
    let snapshot = try SQLiteStore.open(path, create: false)
    #expect(try snapshot.copy(payload: 1) == copy)
    #expect(try snapshot.checkIntegrity { _ in true } == [])
    let names = try FileManager.default.contentsOfDirectory(atPath: shop.folder.path)
    #expect(!names.contains { $0.contains(".new-") })
  }

  @Test(.enabled(if: TestShop.hasSQLite)) func theSQLiteProgramReadsTheFile() throws {
    _ = try shop.issue(0x1234)
    #expect(try shop.sqlite("PRAGMA integrity_check") == "ok")
    #expect(
      try shop.sqlite("SELECT hex(payload), state, slot FROM issued_copy")
        == "0000000000001234|issued|main")
    #expect(try shop.sqlite("PRAGMA journal_mode") == "wal")
  }

  @Test func pragmasHold() throws {
    func pragma(_ name: String) throws -> String? {
      try shop.file.direct { (connection) throws(CatalogueError) in
        try connection.first("PRAGMA \(name)") { (row) throws(CatalogueError) in try row.text(0) }
      }
    }
    for (name, value) in [
      ("synchronous", "2"), ("foreign_keys", "1"), ("trusted_schema", "0"), ("journal_mode", "wal"),
      ("cell_size_check", "1"), ("user_version", "\(Schema.migrations(.sqlite).count)"),
      ("application_id", "\(0x5955_414E)"),
    ] {
      #expect(try pragma(name) == value, "\(name)")
    }
  }

  @Test(arguments: [
    ("PRAGMA max_page_count = 1", CatalogueError.Code.diskFull),
    ("PRAGMA query_only = 1", CatalogueError.Code.readOnly),
  ])
  func refusedWritesHaveTheirCodeAndLeaveNothing(
    _ pragma: String, _ expected: CatalogueError.Code
  ) throws {
    try shop.file.direct { (connection) throws(CatalogueError) in
      _ = try connection.run(pragma)
    }
    var large = TestShop.original(1)
    large.preview = [UInt8](repeating: 1, count: 1 << 20)
    #expect(code { try shop.store.addOriginal(large, record: nil) } == expected)
    #expect(try SQLiteStore.open(shop.path, create: false).counts().originals == 0)
  }

  @Test func lookUpsUseAnIndex() throws {
    for query in [
      Queries.copyOfPayload, Queries.payloadIsTaken, Queries.copyOfRequest, Queries.copiesOfOutput,
      Queries.copiesOfPicture, Queries.copiesAfter, Queries.copy, Queries.allPayloads,
      Queries.outputs, Queries.original, Queries.originalPaths, Queries.originalsAfter,
      Queries.picture, Queries.picturesOfOriginal, Queries.picturesAfter, Queries.record,
      Queries.recordsAfter,
    ] {
      let plan = try shop.file.direct { (connection) throws(CatalogueError) in
        try connection.rows("EXPLAIN QUERY PLAN " + query) { (row) throws(CatalogueError) in
          try row.text(3)
        }
      }
      #expect(plan.allSatisfy { $0.contains("INDEX") && !$0.contains("TEMP") }, "\(query): \(plan)")
    }
  }
}
