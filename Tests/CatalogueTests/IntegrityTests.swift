import Catalogue
import Foundation
import Testing

@Suite(.enabled(if: TestShop.hasSQLite)) struct IntegrityTests {
  let shop: TestShop

  init() throws {
    shop = try TestShop()
    _ = try shop.store.addOriginal(TestShop.original(1), record: nil)
    try shop.issue(1)
    try shop.issue(2)
    _ = try shop.store.reserveCopy(TestShop.request(1, slot: "later")) { 99 }
  }

  func codes() throws -> Set<CatalogueProblem.Code> {
    Set(try shop.store.checkIntegrity { _ in true }.map(\.code))
  }

  @Test func aSoundCatalogueHasNoProblems() throws {
    #expect(try shop.store.checkIntegrity { $0.bytes.count == 40 } == [])
  }

  static let damage: [(String, CatalogueProblem.Code)] = [
    ("UPDATE issued_copy SET record_id = NULL WHERE id = 'copy-1-main'", .issuedWithoutRecord),
    ("UPDATE issued_copy SET output_sha256 = NULL WHERE id = 'copy-1-main'", .issuedWithoutOutput),
    ("UPDATE issued_copy SET issued_at = NULL WHERE id = 'copy-1-main'", .issuedWithoutOutput),
    ("DELETE FROM output WHERE copy_id = 'copy-1-main'", .issuedWithoutPath),
    ("INSERT INTO output VALUES ('copy-1-later', '/x')", .reservedWithOutput),
    (
      "UPDATE issued_copy SET record_id = (SELECT id FROM record LIMIT 1) "
        + "WHERE id = 'copy-1-later'", .reservedWithOutput
    ),
    ("DELETE FROM original_path", .originalWithoutPath),
    ("DELETE FROM record", .danglingReference),
    ("DELETE FROM picture", .danglingReference),
    ("DROP INDEX issued_copy_output", .schemaDiffers),
    ("CREATE TRIGGER t AFTER INSERT ON record BEGIN DELETE FROM output; END", .schemaDiffers),
    (
      "PRAGMA ignore_check_constraints = 1; UPDATE issued_copy SET payload = x'00' "
        + "WHERE id = 'copy-1-later'", .malformedValue
    ),
    (
      "CREATE TABLE c AS SELECT * FROM issued_copy; DROP TABLE issued_copy; "
        + "ALTER TABLE c RENAME TO issued_copy; UPDATE issued_copy SET payload = x'0000000000000001'",
      .duplicatePayload
    ),
    (
      "CREATE TABLE c AS SELECT * FROM issued_copy; DROP TABLE issued_copy; "
        + "ALTER TABLE c RENAME TO issued_copy; UPDATE issued_copy SET slot = 'x', "
        + "picture_sha256 = (SELECT min(picture_sha256) FROM issued_copy)", .duplicateCopy
    ),
  ]

  @Test(arguments: damage)
  func everyKindOfDamageHasItsCode(_ statement: String, _ code: CatalogueProblem.Code) throws {
    #expect(try shop.sqlite(statement) == "")
    let codes = try codes()
    #expect(codes.contains(code), "\(codes)")
  }

  @Test func aRecordThatIsNotItselfIsNamed() throws {
    let problems = try shop.store.checkIntegrity { $0.id != TestShop.digest(2) }
    #expect(problems.map(\.code) == [.recordMismatch])
    #expect(problems[0].subject.hasPrefix("record 0000000000000002"))
  }

  @Test func overwrittenPagesAreFoundWithoutATrap() throws {
    for number in 3..<60 { try shop.issue(number) }
    let path = shop.folder.appendingPathComponent("damaged.sqlite").path
    try shop.file.exportSnapshot(to: path)
    let sound = [UInt8](try Data(contentsOf: URL(fileURLWithPath: path)))
    let pages = sound.count / 4_096
    var found = 0
    for page in 1..<pages {
      var bytes = sound
      for index in 0..<200 {
        bytes[page * 4_096 + index * 17 % 4_096] = UInt8(truncatingIfNeeded: index &* 31 &+ page)
      }
      try Data(bytes).write(to: URL(fileURLWithPath: path))
      do throws(CatalogueError) {
        let store = try SQLiteStore.open(path, create: false)
        let problems = try store.checkIntegrity { $0.bytes.count == 40 }
        found += problems.contains { $0.code == .storageDamaged } ? 1 : 0
        _ = try? store.forEachCopy { _ in }
      } catch {
        // A page of the schema itself: the catalogue does not open.
        found += error.code == .damaged ? 1 : 0
      }
    }
    #expect(found == pages - 1)
  }
}
