import Testing

@testable import Codecs

struct BMFFManifestTests {
  private static let type: [UInt8] = [
    0xD8, 0xFE, 0xC3, 0xD6, 0x1B, 0x0E, 0x48, 0x3C, 0x92, 0x97, 0x58, 0x28, 0x87, 0x7E, 0xC4, 0x81,
  ]
  private static let store = Array("a store".utf8)

  private func box(_ type: String, _ payload: [UInt8]) -> [UInt8] {
    var box: [UInt8] = []
    box.append(8 + payload.count, bytes: 4, isBigEndian: true)
    return box + Array(type.utf8) + payload
  }

  private func manifest(_ purpose: String = "manifest") -> [UInt8] {
    box(
      "uuid",
      Self.type + [0, 0, 0, 0] + Array(purpose.utf8) + [0] + [UInt8](repeating: 0, count: 8)
        + Self.store)
  }

  /// A box whose length stands in eight bytes, as those of a picture's data do.
  private var long: [UInt8] {
    [0, 0, 0, 1] + Array("mdat".utf8) + [0, 0, 0, 0, 0, 0, 0, 20] + [1, 2, 3, 4]
  }

  @Test(arguments: ["heic", "avif", "crx ", "mif1"])
  func findsTheBoxBehindALongOne(brand: String) {
    let start = box("ftyp", Array("\(brand)\0\0\0\0".utf8)) + long
    let file = start + manifest()
    guard case .found(let location) = ManifestContainer.search(file) else {
      Issue.record("no store")
      return
    }
    #expect(location.store == Self.store && location.range == start.count..<file.count)
    #expect(ManifestContainer.search(start + manifest("merkle")) == .none)
    #expect(ManifestContainer.search(file + manifest()) == .several(2))
  }

  @Test func aBoxBeyondTheEndEndsTheLook() {
    let start = box("ftyp", Array("crx \0\0\0\0".utf8))
    for length: [UInt8] in [[0xFF, 0xFF, 0xFF, 0xFF], [0, 0, 0, 1], [0, 0, 0, 7]] {
      #expect(
        ManifestContainer.search(start + length + Array("free".utf8) + manifest()) == .none)
    }
  }
}
