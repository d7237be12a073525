/// Everything a segment holds, in memory: pictures with consecutive ordinals and their features by
/// cell, what was found shared with other pictures, and which pictures are of one family.
struct SegmentContent: Sendable {
  /// A filed feature. `owner` counts the segment's pictures from 0.
  struct Entry: Sendable {
    let signature: UInt64
    let place: UInt64
    let owner: UInt32
  }

  /// Features of one cell, which is first half times 65,536 plus second half.
  struct Cell: Sendable {
    let key: UInt32
    let entries: [Entry]
  }

  /// The ordinal of the first picture in the whole index.
  let firstOrdinal: Int
  var pictures: [IndexedPicture] = []
  var cells: [UInt32: [Entry]] = [:]
  /// Features that also stand in a picture of another family: ordinal << 16 | number.
  var tags: Set<UInt64> = []
  /// Pairs of ordinals whose pictures show the same shot, the smaller first.
  var links: Set<Link> = []

  struct Link: Hashable, Sendable {
    let first: UInt32
    let second: UInt32
  }

  static func key(_ first: Int, _ second: Int) -> UInt32 { UInt32(first) << 16 | UInt32(second) }
  static func tag(ordinal: Int, number: Int) -> UInt64 { UInt64(ordinal) << 16 | UInt64(number) }

  init(firstOrdinal: Int) { self.firstOrdinal = firstOrdinal }
}
