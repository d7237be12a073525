import Testing

@testable import Catalogue

@Suite(.enabled(if: TestServer.shared != nil)) struct PostgreSQLStoreTests {
  let shop: TestShop
  let address: PostgreSQLAddress
  let store: PostgreSQLStore

  init() throws {
    shop = try TestShop(.postgreSQL)
    address = try #require(shop.address)
    store = try #require(shop.store as? PostgreSQLStore)
  }

  func open(
    _ address: PostgreSQLAddress, create: Bool = false, shop: [UInt8] = TestShop.identity
  ) throws -> PostgreSQLStore {
    try PostgreSQLStore.open(address, create: create, shop: shop)
  }

  @Test func onlyTheShopsOwnCatalogueIsOpened() throws {
    let empty = try #require(TestServer.shared).newAddress()
    #expect(code { try open(empty) } == .notFound)
    #expect(code { try open(address, shop: TestShop.digest(9)) } == .foreignShop)
    #expect(try open(address).counts().records == 0)
    let nowhere = try #require(TestServer.shared).address("&dbname=nowhere")
    #expect(code { try open(nowhere) } == .accessDenied)
  }

  @Test func creationTakesAnEmptyCatalogueAndNoOther() throws {
    let other = TestShop.digest(9)
    _ = try open(address, create: true, shop: other)
    #expect(code { try open(address) } == .foreignShop)
    _ = try open(address, create: true)
    try shop.issue(1)
    #expect(code { try open(address, create: true) } == .alreadyExists)
    #expect(code { try open(address, create: true, shop: other) } == .alreadyExists)
    #expect(try open(address).counts().issuedCopies == 1)
  }

  @Test func aLaterSchemaIsRefused() throws {
    try shop.damage("UPDATE yuantu_catalogue SET version = 99")
    #expect(code { try open(address) } == .newerSchema)
  }

  @Test func anEarlierSchemaIsBroughtUpToDateStepByStep() throws {
    let copy = try shop.issue(1)
    let known = Schema.migrations(.postgreSQL)
    let more = known + [["ALTER TABLE record ADD COLUMN note TEXT"], ["not SQL"]]
    let later = try PostgreSQLStore(address)
    let outcome = code {
      try later.prepare(create: false, shop: TestShop.identity, migrations: more)
    }
    #expect(outcome == .failed)
    // The step before is kept, the one that failed left nothing.
    #expect(try later.heading()?.version == known.count + 1)
    #expect(try later.copy(payload: 1) == copy)
    #expect(code { try open(address) } == .newerSchema)
  }

  @Test func severalProcessesMayOpenAnEarlierSchemaAtOnce() async throws {
    let address = try #require(TestServer.shared).newAddress()
    _ = try PostgreSQLStore(address).prepare(
      create: true, shop: TestShop.identity, migrations: [])
    try await withThrowingTaskGroup(of: Void.self) { group in
      for _ in 0..<6 {
        group.addTask {
          _ = try PostgreSQLStore.open(address, create: false, shop: TestShop.identity)
        }
      }
      try await group.waitForAll()
    }
    #expect(try open(address).checkIntegrity { _ in true } == [])
  }

  @Test func connectionsThatWereCutAreMadeAgain() throws {
    let copy = try shop.issue(1)
    try cutKeptConnection()
    #expect(try store.copy(payload: 1) == copy)
    try cutKeptConnection()
    #expect(try store.addPicture(TestShop.picture(2)))
    #expect(try store.counts().pictures == 2)
  }

  /// Ends the connection that the store would use next, as a server that is started anew does.
  private func cutKeptConnection() throws {
    let number = try store.read { (connection) throws(CatalogueError) in
      try connection.first("SELECT pg_backend_pid()") { (row) throws(CatalogueError) in
        try row.integer(0)
      }
    }
    let other = try PostgreSQLConnection(address)
    // Waits until it is gone.
    let isCut = try other.first(
      "SELECT pg_terminate_backend(CAST(CAST(? AS BIGINT) AS INTEGER), 10000)",
      [.integer(try #require(number))]
    ) { $0.optionalBytes(0) == [1] }
    #expect(isCut == true)
  }

  @Test func transactionsThatCannotBothHappenAreTriedAgain() throws {
    try shop.issue(1)
    var tries = 0
    // Each writes down how many records it found: after one another they find different numbers.
    func writeCount(_ store: PostgreSQLStore, meanwhile: () -> Void) throws(CatalogueError) {
      try store.write { (connection) throws(CatalogueError) in
        tries += 1
        let count = try connection.rows("SELECT id FROM record") { _ in 1 }.count
        meanwhile()
        var record = TestShop.record(100 + count)
        record.kind = "try \(tries)"
        try PostgreSQLStore.insert(record, connection)
      }
    }
    let other = try open(address)
    try writeCount(store) {
      if tries == 1 { try? writeCount(other) {} }
    }
    #expect(tries == 3)
    #expect(try store.record(id: TestShop.digest(101))?.kind == "try 2")
    #expect(try store.record(id: TestShop.digest(102))?.kind == "try 3")
  }

  @Test func textWithANULIsRefused() throws {
    var entry = TestShop.original(1)
    entry.path = "/a\u{0}b"
    #expect(code { try store.addOriginal(entry, record: nil) } == .invalidEntry)
    #expect(try store.counts().originals == 0)
  }

  @Test func aRefusedRowEndsTheQuery() throws {
    for number in 1...20 { try shop.issue(number) }
    var seen = 0
    let outcome = code {
      try store.read { (connection) throws(CatalogueError) in
        try connection.run("SELECT id FROM record", []) { (_) throws(CatalogueError) in
          seen += 1
          throw CatalogueError(.tooLarge, "on purpose")
        }
      }
    }
    #expect(outcome == .tooLarge)
    #expect(seen == 1)
    #expect(try store.counts().records == 20)
  }

  static let damage: [(String, CatalogueProblem.Code)] = [
    ("UPDATE issued_copy SET record_id = NULL WHERE id = 'copy-1-main'", .issuedWithoutRecord),
    ("UPDATE issued_copy SET output_sha256 = NULL WHERE id = 'copy-1-main'", .issuedWithoutOutput),
    ("DELETE FROM output WHERE copy_id = 'copy-1-main'", .issuedWithoutPath),
    ("INSERT INTO output VALUES ('copy-1-later', '/x')", .reservedWithOutput),
    ("DELETE FROM original_path", .originalWithoutPath),
    ("ALTER TABLE record DISABLE TRIGGER ALL; DELETE FROM record", .danglingReference),
    ("ALTER TABLE picture DISABLE TRIGGER ALL; DELETE FROM picture", .danglingReference),
    ("DROP INDEX issued_copy_output", .schemaDiffers),
    ("ALTER TABLE template DROP COLUMN artwork", .schemaDiffers),
    ("ALTER TABLE output ADD COLUMN more TEXT", .schemaDiffers),
    (
      "ALTER TABLE template ALTER COLUMN definition DROP NOT NULL",
      .schemaDiffers
    ),
    (
      "CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NULL; END'; "
        + "CREATE TRIGGER t BEFORE INSERT ON record FOR EACH ROW EXECUTE FUNCTION f()",
      .schemaDiffers
    ),
    (
      "ALTER TABLE issued_copy DROP CONSTRAINT issued_copy_payload_check; "
        + "UPDATE issued_copy SET payload = '\\x00' WHERE id = 'copy-1-later'", .malformedValue
    ),
    (
      "ALTER TABLE issued_copy DROP CONSTRAINT issued_copy_payload_key; "
        + "UPDATE issued_copy SET payload = '\\x0000000000000001'", .duplicatePayload
    ),
    ("DROP TABLE output CASCADE", .schemaDiffers),
  ]

  @Test(arguments: damage)
  func everyKindOfDamageHasItsCode(_ statement: String, _ code: CatalogueProblem.Code) throws {
    _ = try store.addOriginal(TestShop.original(1), record: nil)
    try shop.issue(1)
    try shop.issue(2)
    _ = try store.reserveCopy(TestShop.request(1, slot: "later")) { 99 }
    #expect(try store.checkIntegrity { $0.bytes.count == 40 } == [])
    try shop.damage(statement)
    let codes = Set(try store.checkIntegrity { _ in true }.map(\.code))
    #expect(codes.contains(code), "\(codes)")
  }

  @Test func aRecordThatIsNotItselfIsNamed() throws {
    for number in 1...70 { try shop.issue(number) }
    let problems = try store.checkIntegrity { $0.id != TestShop.digest(69) }
    #expect(problems.map(\.code) == [.recordMismatch])
  }
}
