import Testing

@testable import Codecs

struct TIFFManifestTests {
  private static let store = Array("a store of manifests".utf8)

  /// A file of one directory with the tag in it, the store behind.
  private func file(
    isBig: Bool, isBigEndian: Bool, tag: Int = 52545, type: Int = 7, next: Int = 0,
    start: Int? = nil
  ) -> [UInt8] {
    let width = isBig ? 8 : 4
    var file: [UInt8] = isBigEndian ? [0x4D, 0x4D] : [0x49, 0x49]
    func add(_ value: Int, _ bytes: Int) {
      file.append(value, bytes: bytes, isBigEndian: isBigEndian)
    }
    add(isBig ? 0x2B : 0x2A, 2)
    if isBig {
      add(8, 2)
      add(0, 2)
    }
    let directory = isBig ? 16 : 8
    add(directory, width)
    add(2, isBig ? 8 : 2)
    let end = directory + (isBig ? 8 : 2) + 2 * (4 + 2 * width) + width
    for (tag, type, count, value) in [
      (256, 3, 1, 10), (tag, type, Self.store.count, start ?? end),
    ] {
      add(tag, 2)
      add(type, 2)
      add(count, width)
      add(value, width)
    }
    add(next, width)
    return file + Self.store
  }

  @Test(arguments: [false, true], [false, true])
  func findsTheTagInEveryForm(isBig: Bool, isBigEndian: Bool) throws {
    let file = file(isBig: isBig, isBigEndian: isBigEndian)
    guard case .found(let location) = ManifestContainer.search(file) else {
      Issue.record("no store")
      return
    }
    #expect(location.store == Self.store)
    #expect(location.range == file.count - Self.store.count..<file.count)
    let length = try #require(location.length)
    #expect(
      file.unsigned(at: length.lowerBound, bytes: 4, isBigEndian: isBigEndian)
        == (isBig && isBigEndian ? 0 : Self.store.count))
    #expect(length.count == (isBig ? 8 : 4))
  }

  @Test func otherTagsAndTypesAreNone() {
    #expect(ManifestContainer.search(file(isBig: false, isBigEndian: false, tag: 52546)) == .none)
    #expect(ManifestContainer.search(file(isBig: false, isBigEndian: false, type: 1)) == .none)
  }

  @Test func aRingOfDirectoriesEnds() {
    let ring = file(isBig: false, isBigEndian: true, next: 8)
    guard case .found = ManifestContainer.search(ring) else {
      Issue.record("no store")
      return
    }
  }

  @Test func dataBeyondTheEndIsBroken() {
    for (isBig, start) in [(false, 1 << 31), (true, 1 << 54), (false, 60)] {
      let search = ManifestContainer.search(
        file(isBig: isBig, isBigEndian: false, start: start))
      guard case .broken = search else {
        Issue.record("\(search)")
        continue
      }
    }
    #expect(
      ManifestContainer.search(file(isBig: true, isBigEndian: false, start: 1 << 60)) == .none)
  }

  @Test func everyPrefixOfAFileIsRead() {
    let whole = file(isBig: true, isBigEndian: true)
    for count in 0..<whole.count {
      if case .found = ManifestContainer.search(Array(whole.prefix(count))) {
        Issue.record("\(count)")
      }
    }
  }
}
