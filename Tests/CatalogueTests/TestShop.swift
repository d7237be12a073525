import Foundation
import Testing

@testable import Catalogue

/// An empty catalogue in a folder or on the tests' server, removed at the end of the test.
final class TestShop {
  static let identity = [UInt8](repeating: 5, count: 32)

  let folder: URL
  let store: any CatalogueStore
  /// Where the catalogue is, when it is on a server.
  let address: PostgreSQLAddress?

  var path: String { folder.appendingPathComponent("catalogue.sqlite").path }

  init(_ kind: StoreKind = .sqlite) throws {
    folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("catalogue-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: false)
    switch kind {
    case .sqlite:
      address = nil
      store = try SQLiteStore.open(
        folder.appendingPathComponent("catalogue.sqlite").path, create: true)
    case .postgreSQL:
      let address = try #require(TestServer.shared).newAddress()
      self.address = address
      store = try PostgreSQLStore.open(address, create: true, shop: Self.identity)
    }
  }

  /// The store, where it is a file.
  var file: SQLiteStore { get throws { try #require(store as? SQLiteStore) } }

  /// Another store for the same catalogue, as another process would have it.
  func another() throws -> any CatalogueStore {
    guard let address else { return try SQLiteStore.open(path, create: false) }
    return try PostgreSQLStore.open(address, create: false, shop: Self.identity)
  }

  /// Changes the catalogue behind the store's back.
  func damage(_ statement: String) throws {
    guard let address else {
      _ = try sqlite(statement)
      return
    }
    try PostgreSQLConnection(address).command(statement)
  }

  deinit { try? FileManager.default.removeItem(at: folder) }

  /// Runs the sqlite3 program on the catalogue.
  @discardableResult
  func sqlite(_ statements: String..., path: String? = nil) throws -> String {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/sqlite3")
    process.arguments = ["-batch", path ?? self.path] + statements
    let pipe = Pipe()
    process.standardOutput = pipe
    process.standardError = pipe
    try process.run()
    let output = try pipe.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    return String(decoding: output, as: UTF8.self).trimmingCharacters(in: .newlines)
  }

  static let hasSQLite = FileManager.default.isExecutableFile(atPath: "/usr/bin/sqlite3")

  /// A digest that begins with the eight bytes of `number`.
  static func digest(_ number: Int) -> [UInt8] {
    (0..<8).map { UInt8(truncatingIfNeeded: number >> (56 - 8 * $0)) }
      + [UInt8](repeating: 7, count: 24)
  }

  static func original(_ number: Int, path: String = "/photos/a.heic") -> OriginalEntry {
    OriginalEntry(
      sha256: digest(number), size: 1_000, path: path, fileName: "a.heic",
      mediaType: "image/heic", format: "heic", pixelWidth: 4_032, pixelHeight: nil,
      exifJSON: "{\"型号\":\"X\"}", findings: ["exif.noTime", "file.renamed"],
      contentHashes: [1, 0, 2], preview: [], addedAt: 1_700_000_000_000)
  }

  static func picture(_ number: Int, original: [UInt8]? = nil) -> PictureEntry {
    PictureEntry(
      sha256: digest(number), size: 500, fileName: "主图.jpg", path: "/out/主图.jpg",
      mediaType: "image/jpeg", pixelWidth: 800, pixelHeight: 800, originalSHA256: original,
      pairingScore: original == nil ? nil : 0.97, addedAt: 1_700_000_000_001)
  }

  static func request(_ picture: Int, slot: String = "main", id: String? = nil) -> CopyRequest {
    CopyRequest(
      id: id ?? "copy-\(picture)-\(slot)", pictureSHA256: digest(picture), platform: "taobao",
      slot: slot, settings: "s1", createdAt: 5)
  }

  static func record(_ number: Int) -> RecordEntry {
    RecordEntry(
      id: digest(number), kind: "copy", bytes: [UInt8](repeating: UInt8(number & 0xFF), count: 40),
      recordedAt: 9, timeKind: "none")
  }

  static func output(_ number: Int) -> CopyOutput {
    CopyOutput(
      sha256: digest(number), size: 77, format: "jpeg", pixelWidth: 800, pixelHeight: 600,
      contentHash: [9], preview: [0xFF, 0xD8])
  }

  /// A picture with one issued copy; the numbers of picture, output and record are `number`.
  @discardableResult
  func issue(_ number: Int) throws -> CopyEntry {
    _ = try store.addPicture(Self.picture(number))
    let copy = try store.reserveCopy(Self.request(number)) { UInt64(number) }
    return try store.issueCopy(
      id: copy.id, output: Self.output(number), path: "/shop/\(number).jpg",
      record: Self.record(number), issuedAt: 10)
  }
}

/// The code of the error that `body` throws, nil when it throws none.
func code<T>(_ body: () throws -> T) -> CatalogueError.Code? {
  do {
    _ = try body()
    return nil
  } catch {
    return (error as? CatalogueError)?.code
  }
}
