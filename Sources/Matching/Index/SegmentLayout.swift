/// How a segment lies in its file: a header of 128 bytes, then eight sections, each at a multiple of
/// eight bytes, all numbers little-endian.
struct SegmentLayout {
  static let magic: UInt64 = 0x3130_3047_4553_5459  // "YTSEG001"
  static let headerLength = 128
  static let mostPictures = 1 << 20

  let pictures: Int
  let entries: Int
  let cells: Int
  let tags: Int
  let links: Int
  let codebookSize: Int

  /// Offsets of the sections, and the length of the file.
  let pictureStart, rowStart, cellStart, offsetStart: Int
  let signatureStart, placeStart, ownerStart, tagStart, linkStart, end: Int

  /// The layout for these numbers; nil when they are beyond anything that is written.
  init?(
    pictures: Int, entries: Int, cells: Int, tags: Int, links: Int, codebookSize: Int
  ) {
    guard (0...Self.mostPictures).contains(pictures), (0..<1 << 31).contains(entries),
      (0...entries).contains(cells), (0..<1 << 31).contains(tags), (0..<1 << 31).contains(links),
      (2...Codebook.largestSize).contains(codebookSize)
    else { return nil }
    (self.pictures, self.entries, self.cells) = (pictures, entries, cells)
    (self.tags, self.links, self.codebookSize) = (tags, links, codebookSize)
    var place = Self.headerLength
    func section(_ bytes: Int) -> Int {
      defer { place += (bytes + 7) & ~7 }
      return place
    }
    pictureStart = section(pictures * IndexedPicture.byteCount)
    rowStart = section((codebookSize + 1) * 4)
    cellStart = section(cells * 4)
    offsetStart = section((cells + 1) * 4)
    signatureStart = section(entries * 8)
    placeStart = section(entries * 8)
    ownerStart = section(entries * 4)
    tagStart = section(tags * 8)
    linkStart = section(links * 8)
    end = place
  }
}
