import Testing

@testable import Codecs

struct ContainerBoxesTests {
  private func check(
    _ file: [UInt8], store: Range<Int>? = nil, _ expected: [(String, Range<Int>)],
    at location: SourceLocation = #_sourceLocation
  ) throws {
    let boxes = try #require(ManifestContainer.boxes(of: file, store: store))
    #expect(boxes.map(\.name) == expected.map(\.0), sourceLocation: location)
    #expect(boxes.map(\.range) == expected.map(\.1), sourceLocation: location)
  }

  @Test func whatTheEntropyCoderWroteBelongsToScanAndRestartMarkers() throws {
    let file: [UInt8] =
      [0xFF, 0xD8, 0xFF, 0xE0, 0, 4, 1, 2]
      + [0xFF, 0xDA, 0, 3, 9, 7, 0xFF, 0x00, 7, 0xFF, 0xD0, 7, 0xFF, 0xFF, 0xD9, 5, 5]
    try check(
      file,
      [
        ("SOI", 0..<2), ("APP0", 2..<8), ("SOS", 8..<17), ("RST0", 17..<21), ("EOI", 21..<23),
      ])
  }

  @Test func aSecondPictureThatFollowsAtOnceIsListed() throws {
    let picture: [UInt8] = [0xFF, 0xD8, 0xFF, 0xC2, 0, 2, 0xFF, 0xD9]
    try check(
      picture + picture,
      [
        ("SOI", 0..<2), ("SOF2", 2..<6), ("EOI", 6..<8), ("SOI", 8..<10), ("SOF2", 10..<14),
        ("EOI", 14..<16),
      ])
  }

  @Test func theStoreIsOneBoxAndAWrongLengthEndsTheList() throws {
    let file: [UInt8] =
      [0xFF, 0xD8] + [0xFF, 0xEB, 0, 4, 1, 2, 0xFF, 0xEB, 0, 4, 1, 2]
      + [0xFF, 0xEB, 0, 4, 1, 2, 0xFF, 0xFE, 0xFF, 0xFF]
    try check(file, store: 2..<14, [("SOI", 0..<2), ("C2PA", 2..<14), ("APP11", 14..<20)])
  }

  @Test func chunksOfPNGReachToTheirChecksums() throws {
    let file =
      PNGChunks.signature + [0, 0, 0, 1] + Array("IDAT".utf8) + [1, 0, 0, 0, 0] + [0, 0, 0, 0]
      + Array("caBX".utf8) + [0, 0, 0, 0]
    try check(
      file, store: 21..<33, [("PNGh", 0..<8), ("IDAT", 8..<21), ("C2PA", 21..<33)])
  }

  @Test func chunksOfWebPHaveTheirPaddingAndListsTheirOwnName() throws {
    let file = RIFFChunks.file(of: [("VP8L", [1]), ("LIST", Array("INFOabcd".utf8))])
    try check(file, [("WEBP", 0..<12), ("VP8L", 12..<22), ("INFO", 22..<38)])
  }

  @Test func otherFormatsAndTooManyPartsAreNotListed() {
    #expect(ManifestContainer.boxes(of: Array("GIF89a".utf8), store: nil) == nil)
    let many = [0xFF, 0xD8] + [[UInt8]](repeating: [0xFF, 0xD8], count: 70_000).joined()
    #expect(ManifestContainer.boxes(of: many, store: nil) == nil)
  }
}
