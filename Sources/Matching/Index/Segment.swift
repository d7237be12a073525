import Files
import Glibc
import Trust

/// A segment of the index on disk, mapped and never changed. Everything read from it is checked
/// where it could lead outside.
final class Segment: Sendable {
  let firstOrdinal: Int
  private let file: MappedFile
  private let layout: SegmentLayout

  var pictureCount: Int { layout.pictures }
  var entryCount: Int { layout.entries }
  var byteCount: Int { layout.end }

  /// Maps the segment at `path`, made with `codebook`.
  init(_ path: String, codebook: Codebook) throws(MatchingError) {
    do throws(FilesError) { file = try MappedFile(path) } catch {
      throw MatchingError(.indexInaccessible, "\(path): \(error.code.rawValue)")
    }
    let bytes = file.bytes
    func damaged(_ what: String) -> MatchingError {
      MatchingError(.indexDamaged, "\(path): \(what)")
    }
    func number(_ i: Int) -> UInt64 {
      UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: i * 8, as: UInt64.self))
    }
    guard bytes.count >= SegmentLayout.headerLength, number(0) == SegmentLayout.magic else {
      throw damaged("not a segment")
    }
    guard bytes[64..<96].elementsEqual(codebook.digest.bytes) else {
      throw MatchingError(.indexOfOtherVersion, path)
    }
    let numbers = (1..<8).map { Int(exactly: number($0)) ?? .max }
    guard
      let layout = SegmentLayout(
        pictures: numbers[0], entries: numbers[1], cells: numbers[2], tags: numbers[3],
        links: numbers[4], codebookSize: numbers[5]), layout.codebookSize == codebook.size,
      layout.end == bytes.count, numbers[6] < 1 << 31,
      // A feature without a picture would belong to the next segment's, or to none.
      layout.pictures > 0 || layout.entries == 0
    else { throw damaged("numbers do not fit") }
    self.layout = layout
    firstOrdinal = numbers[6]
    guard isOrdered(layout.rowStart, layout.codebookSize + 1, atMost: layout.cells),
      isOrdered(layout.offsetStart, layout.cells + 1, atMost: layout.entries)
    else { throw damaged("cells are out of order") }
    for i in 0..<layout.pictures where Self.picture(bytes, layout, i) == nil {
      throw damaged("picture \(i)")
    }
  }

  /// Whether the numbers at `start` never fall and end at `limit`.
  private func isOrdered(_ start: Int, _ count: Int, atMost limit: Int) -> Bool {
    var last = 0
    for i in 0..<count {
      let value = word(start, i)
      if value < last || value > limit { return false }
      last = value
    }
    return last == limit
  }

  /// Calls `body` with the signatures' start and the range of the entries in a cell.
  @inline(__always)
  func withCell(
    _ first: Int, _ second: Int, _ body: (UnsafePointer<UInt64>, Range<Int>) -> Void
  ) {
    var (low, high) = (word(layout.rowStart, first), word(layout.rowStart, first &+ 1))
    let end = high
    while low < high {
      let middle = (low &+ high) / 2
      if word(layout.cellStart, middle) < second { low = middle &+ 1 } else { high = middle }
    }
    guard low < end, word(layout.cellStart, low) == second, let base = file.bytes.baseAddress
    else { return }
    let signatures = (base + layout.signatureStart).assumingMemoryBound(to: UInt64.self)
    body(signatures, word(layout.offsetStart, low)..<word(layout.offsetStart, low &+ 1))
  }

  func entry(_ index: Int) -> SegmentContent.Entry {
    SegmentContent.Entry(
      signature: long(layout.signatureStart, index), place: long(layout.placeStart, index),
      owner: UInt32(min(word(layout.ownerStart, index), max(layout.pictures - 1, 0))))
  }

  func picture(_ index: Int) -> IndexedPicture {
    guard let picture = Self.picture(file.bytes, layout, index) else {
      preconditionFailure("checked when the segment was opened")
    }
    return picture
  }

  /// Calls `body` with the number, hash and hash quality of every picture.
  func forEachHash(_ body: (Int, PerceptualHash, Int) -> Void) {
    guard let base = file.bytes.baseAddress else { return }
    for i in 0..<layout.pictures {
      let picture = base + (layout.pictureStart &+ i &* IndexedPicture.byteCount)
      body(
        i, PerceptualHash(at: picture + 32), Int(picture.load(fromByteOffset: 70, as: UInt8.self)))
    }
  }

  func forEachCell(_ body: (UInt32, Range<Int>) -> Void) {
    for first in 0..<layout.codebookSize {
      for cell in word(layout.rowStart, first)..<word(layout.rowStart, first + 1) {
        body(
          SegmentContent.key(first, word(layout.cellStart, cell)),
          word(layout.offsetStart, cell)..<word(layout.offsetStart, cell + 1))
      }
    }
  }

  func isTagged(_ tag: UInt64) -> Bool {
    var (low, high) = (0, layout.tags)
    while low < high {
      let middle = (low + high) / 2
      if long(layout.tagStart, middle) < tag { low = middle + 1 } else { high = middle }
    }
    return low < layout.tags && long(layout.tagStart, low) == tag
  }

  var tags: [UInt64] { (0..<layout.tags).map { long(layout.tagStart, $0) } }

  var links: [SegmentContent.Link] {
    (0..<layout.links).map {
      SegmentContent.Link(
        first: UInt32(word(layout.linkStart, 2 * $0)),
        second: UInt32(word(layout.linkStart, 2 * $0 + 1)))
    }
  }

  private static func picture(
    _ bytes: UnsafeRawBufferPointer, _ layout: SegmentLayout, _ index: Int
  ) -> IndexedPicture? {
    let start = layout.pictureStart + index * IndexedPicture.byteCount
    return IndexedPicture(
      UnsafeRawBufferPointer(rebasing: bytes[start..<start + IndexedPicture.byteCount]))
  }

  @inline(__always)
  private func word(_ start: Int, _ index: Int) -> Int {
    Int(
      UInt32(
        littleEndian: file.bytes.loadUnaligned(
          fromByteOffset: start &+ index &* 4, as: UInt32.self)))
  }

  @inline(__always)
  private func long(_ start: Int, _ index: Int) -> UInt64 {
    UInt64(
      littleEndian: file.bytes.loadUnaligned(
        fromByteOffset: start &+ index &* 8, as: UInt64.self))
  }
}
