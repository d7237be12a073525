/// A manifest store in a TIFF file, and in camera RAW that is built like one: the data of the tag 52545 of
/// type 7 (C2PA 2.2 §A.3.5). Read only.
///
/// Every directory of the chain is looked at; the specification asks for the last one, earlier versions
/// for the first. Directories below others are not.
enum TIFFManifest {
  private static let tag = 52545
  private static let undefinedType = 7
  private static let mostDirectories = 1024
  /// In all directories together, for a chain may go round in a ring.
  private static let mostEntries = 1 << 20

  /// How numbers stand in a file, and how wide those are that are offsets and counts.
  private struct Layout {
    let isBigEndian: Bool
    /// 4, in BigTIFF 8.
    let width: Int
    /// The width of a directory's number of entries: 2, in BigTIFF 8.
    let countWidth: Int
    /// Where the offset of the first directory stands.
    let start: Int

    var entryCount: Int { 4 + 2 * width }
  }

  static func search(_ file: [UInt8]) -> ManifestSearch {
    guard let layout = layout(of: file) else { return .none }
    var found: [(data: Range<Int>, count: Range<Int>)] = []
    var entriesLeft = mostEntries
    var next = number(at: layout.start, in: file, layout, width: layout.width)
    for _ in 0..<mostDirectories {
      guard let directory = next, directory > 0,
        let count = number(at: directory, in: file, layout, width: layout.countWidth),
        count <= min(entriesLeft, (file.count - directory) / layout.entryCount)
      else { break }
      entriesLeft -= count
      let first = directory + layout.countWidth
      for index in 0..<count {
        let entry = first + index * layout.entryCount
        if let range = store(at: entry, in: file, layout),
          !found.contains(where: { $0.data == range })
        {
          found.append((range, entry + 4..<entry + 4 + layout.width))
        }
      }
      guard found.count <= 1 else { return .several(found.count) }
      next = number(
        at: first + count * layout.entryCount, in: file, layout, width: layout.width)
    }
    guard let (range, count) = found.first else { return .none }
    guard range.upperBound <= file.count else { return .broken("the tag leads out of the file") }
    guard range.count <= ManifestContainer.mostStoreBytes else { return .broken("too large") }
    return .found(ManifestLocation(store: Array(file[range]), range: range, length: count))
  }

  /// The bytes that the entry at `offset` leads to when it is a manifest store's.
  private static func store(at offset: Int, in file: [UInt8], _ layout: Layout) -> Range<Int>? {
    let isBig = layout.isBigEndian
    guard file.unsigned(at: offset, bytes: 2, isBigEndian: isBig) == tag,
      file.unsigned(at: offset + 2, bytes: 2, isBigEndian: isBig) == undefinedType,
      let count = number(at: offset + 4, in: file, layout, width: layout.width),
      let start = number(
        at: offset + 4 + layout.width, in: file, layout, width: layout.width),
      count > layout.width
    else { return nil }
    return start..<start + count
  }

  /// A number of 2, 4 or 8 bytes; nil for one beyond 2⁵⁶, which no offset or length in a file is.
  private static func number(
    at offset: Int, in file: [UInt8], _ layout: Layout, width: Int
  ) -> Int? {
    guard width == 8 else {
      return file.unsigned(at: offset, bytes: width, isBigEndian: layout.isBigEndian)
    }
    let (top, rest) = layout.isBigEndian ? (offset, offset + 1) : (offset + 7, offset)
    guard file.unsigned(at: top, bytes: 1, isBigEndian: true) == 0 else { return nil }
    return file.unsigned(at: rest, bytes: 7, isBigEndian: layout.isBigEndian)
  }

  /// That of TIFF, BigTIFF, and Olympus's and Panasonic's RAW; nil for other files.
  private static func layout(of file: [UInt8]) -> Layout? {
    let classic: [[UInt8]] = [
      [0x49, 0x49, 0x2A, 0x00], [0x4D, 0x4D, 0x00, 0x2A], Array("IIRO".utf8),
      Array("IIRS".utf8), Array("MMOR".utf8), Array("IIU\0".utf8),
    ]
    if classic.contains(where: { file.starts(with: $0) }) {
      return Layout(isBigEndian: file[0] == 0x4D, width: 4, countWidth: 2, start: 4)
    }
    let big: [[UInt8]] = [
      [0x49, 0x49, 0x2B, 0x00, 0x08, 0x00, 0x00, 0x00],
      [0x4D, 0x4D, 0x00, 0x2B, 0x00, 0x08, 0x00, 0x00],
    ]
    if big.contains(where: { file.starts(with: $0) }) {
      return Layout(isBigEndian: file[0] == 0x4D, width: 8, countWidth: 8, start: 8)
    }
    return nil
  }
}
