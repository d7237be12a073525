import Foundation
import Testing
import Trust

@testable import Catalogue

@Suite struct TransferTests {
  /// From every store to every other and back.
  static let ways = StoreKind.available.flatMap { from in StoreKind.available.map { (from, $0) } }

  @Test(arguments: ways)
  func aMovedRegisterIsTheSameToTheByte(_ from: StoreKind, _ to: StoreKind) throws {
    let source = try TestShop(from)
    try source.fillEverything()
    let target = try TestShop(to)
    let first = source.folder.appendingPathComponent("first").path
    let second = source.folder.appendingPathComponent("second").path
    let count = try source.store.exportEntries(to: first)
    #expect(try target.store.importEntries(from: first) == count)
    #expect(try target.store.exportEntries(to: second) == count)
    let bytes = try Data(contentsOf: URL(fileURLWithPath: first))
    #expect(try Data(contentsOf: URL(fileURLWithPath: second)) == bytes)
    #expect(try target.store.checkIntegrity { $0.bytes.count == 40 } == [])
    #expect(try target.store.counts() == source.store.counts())
    #expect(
      try target.store.original(sha256: TestShop.digest(1))
        == source.store.original(sha256: TestShop.digest(1)))
    #expect(
      try target.store.timeTokens(subject: TestShop.digest(101)).map(\.id)
        == [9, 8, 7].map { TestShop.digest($0) })
    #expect(try target.store.templates() == source.store.templates())
    #expect(try target.store.undatedRecords(limit: 9) == source.store.undatedRecords(limit: 9))
    let attributes = try FileManager.default.attributesOfItem(atPath: first)
    #expect(attributes[.posixPermissions] as? Int == 0o600)
  }

  @Test func theFileIsWhatItsDescriptionSays() throws {
    let shop = try TestShop()
    try shop.fillEverything()
    let path = shop.folder.appendingPathComponent("file").path
    _ = try shop.store.exportEntries(to: path)
    let bytes = [UInt8](try Data(contentsOf: URL(fileURLWithPath: path)))
    var lines = bytes.split(separator: UInt8(ascii: "\n"))
    let tables = try lines.dropFirst().dropLast().map { line -> String in
      let object = try JSONSerialization.jsonObject(with: Data(line)) as? [String: Any]
      return try #require(object?["table"] as? String)
    }
    // Every table is there, so that nothing in this test is empty.
    #expect(Set(tables) == Set(Schema.tables.map(\.name)))
    let last = lines.removeLast()
    let body = bytes.dropLast(last.count + 1)
    #expect(
      String(decoding: last, as: UTF8.self)
        == "{\"rows\":\(tables.count),\"sha256\":\"\(Digest.sha256(Array(body)).hex)\"}")
    #expect(
      String(decoding: lines[0], as: UTF8.self)
        == "{\"format\":\"yuantu-catalogue\",\"version\":1,\"schema\":\(Schema.version)}")
  }

  @Test(arguments: StoreKind.available)
  func whatIsNotAsItWasWrittenLeavesNothing(_ kind: StoreKind) throws {
    let source = try TestShop()
    try source.fillEverything()
    let path = source.folder.appendingPathComponent("file").path
    _ = try source.store.exportEntries(to: path)
    let whole = [UInt8](try Data(contentsOf: URL(fileURLWithPath: path)))
    let shop = try TestShop(kind)
    func outcome(_ bytes: [UInt8]) throws -> CatalogueError.Code? {
      let path = shop.folder.appendingPathComponent("changed").path
      try Data(bytes).write(to: URL(fileURLWithPath: path))
      return code { try shop.store.importEntries(from: path) }
    }
    var cut = whole
    for _ in 0..<12 {
      cut.removeLast(cut.count / 3)
      #expect(try outcome(cut) == .notAnExport)
    }
    let text = String(decoding: whole, as: UTF8.self)
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    func replacing(_ old: String, _ new: String) -> String {
      text.replacingOccurrences(of: old, with: new)
    }
    var variants = [
      text + "{}\n", text + "x", String(text.dropFirst(20)), "", "\n", "{}\n", "[]\n",
    ]
    variants.append(replacing("\"slot\":\"main\"", "\"slot\":\"mair\""))
    variants.append(replacing("\"table\":\"record\"", "\"table\":\"sqlite_schema\""))
    variants.append(replacing("\"kind\":\"copy\"", "\"kind\":7"))
    variants.append(replacing("\"kind\":\"copy\"", "\"kinds\":\"copy\""))
    variants.append(lines.dropFirst().joined(separator: "\n"))
    variants.append((lines[0...0] + lines).joined(separator: "\n"))
    variants.append((lines[0...1] + lines[1...]).joined(separator: "\n"))
    for changed in variants {
      let found = try #require(try outcome(Array(changed.utf8)))
      #expect(found == .notAnExport || found == .conflict, "\(changed.prefix(200))")
    }
    #expect(
      try outcome(Array(text.replacingOccurrences(of: "\"version\":1", with: "\"version\":2").utf8))
        == .newerSchema)
    #expect(try shop.store.counts() == CatalogueCountsFixture.counts())
    #expect(code { try shop.store.importEntries(from: "/no/such/file") } == .notFound)
    #expect(try outcome(whole) == nil)
    #expect(try outcome(whole) == .alreadyExists)
    #expect(code { try shop.store.exportEntries(to: path) } == .alreadyExists)
  }

  @Test func referencesHoldForWhatIsImportedToo() throws {
    let shop = try TestShop()
    let head = String(decoding: TransferFormat.head(schema: 1), as: UTF8.self)
    let body = head + "{\"table\":\"output\",\"copy_id\":\"none\",\"path\":\"/x\"}\n"
    let tail = TransferFormat.tail(rows: 1, sha256: Digest.sha256(Array(body.utf8)).hex)
    let path = shop.folder.appendingPathComponent("file").path
    try Data(Array(body.utf8) + tail).write(to: URL(fileURLWithPath: path))
    #expect(code { try shop.store.importEntries(from: path) } == .unknownReference)
  }
}
