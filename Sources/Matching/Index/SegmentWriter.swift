import Trust

/// Lays a segment out as the bytes of its file.
struct SegmentWriter {
  private var bytes: [UInt8]
  private let layout: SegmentLayout

  /// The file of `content`.
  static func bytes(
    of content: SegmentContent, codebook: Codebook
  ) throws(MatchingError) -> [UInt8] {
    let keys = content.cells.keys.sorted()
    var parts: [(key: UInt32, entries: [SegmentContent.Entry])] = []
    parts.reserveCapacity(keys.count)
    for key in keys { parts.append((key, content.cells[key] ?? [])) }
    var writer = try SegmentWriter(
      firstOrdinal: content.firstOrdinal, pictures: content.pictures.count,
      entries: parts.reduce(0) { $0 + $1.entries.count }, cellKeys: keys,
      tags: content.tags.count, links: content.links.count, codebook: codebook)
    for (i, picture) in content.pictures.enumerated() {
      writer.write(picture.bytes, at: writer.layout.pictureStart + i * IndexedPicture.byteCount)
    }
    var next = 0
    for (i, part) in parts.enumerated() {
      writer.beginCell(i, at: next)
      for entry in part.entries {
        writer.write(entry, at: next)
        next += 1
      }
    }
    writer.beginCell(parts.count, at: next)
    writer.write(tags: content.tags.sorted())
    writer.write(links: content.links)
    return writer.bytes
  }

  /// The file of several segments with consecutive ordinals in one.
  static func bytes(
    merging segments: [Segment], codebook: Codebook
  ) throws(MatchingError) -> [UInt8] {
    var runs: [(key: UInt32, segment: Int, range: Range<Int>)] = []
    for (number, segment) in segments.enumerated() {
      segment.forEachCell { key, range in runs.append((key, number, range)) }
    }
    runs.sort { ($0.key, $0.segment) < ($1.key, $1.segment) }
    var keys: [UInt32] = []
    for run in runs where run.key != keys.last { keys.append(run.key) }
    var tags: Set<UInt64> = []
    var links: Set<SegmentContent.Link> = []
    for segment in segments {
      tags.formUnion(segment.tags)
      links.formUnion(segment.links)
    }
    var writer = try SegmentWriter(
      firstOrdinal: segments.first?.firstOrdinal ?? 0,
      pictures: segments.reduce(0) { $0 + $1.pictureCount },
      entries: segments.reduce(0) { $0 + $1.entryCount }, cellKeys: keys, tags: tags.count,
      links: links.count, codebook: codebook)
    var shifts: [UInt32] = []
    var place = writer.layout.pictureStart
    for segment in segments {
      shifts.append(UInt32((place - writer.layout.pictureStart) / IndexedPicture.byteCount))
      for i in 0..<segment.pictureCount {
        writer.write(segment.picture(i).bytes, at: place)
        place += IndexedPicture.byteCount
      }
    }
    var (next, cell) = (0, -1)
    for run in runs {
      if cell < 0 || keys[cell] != run.key {
        cell += 1
        writer.beginCell(cell, at: next)
      }
      for i in run.range {
        let entry = segments[run.segment].entry(i)
        writer.write(
          SegmentContent.Entry(
            signature: entry.signature, place: entry.place,
            owner: entry.owner + shifts[run.segment]), at: next)
        next += 1
      }
    }
    writer.beginCell(keys.count, at: next)
    writer.write(tags: tags.sorted())
    writer.write(links: links)
    return writer.bytes
  }

  private init(
    firstOrdinal: Int, pictures: Int, entries: Int, cellKeys: [UInt32], tags: Int, links: Int,
    codebook: Codebook
  ) throws(MatchingError) {
    guard
      let layout = SegmentLayout(
        pictures: pictures, entries: entries, cells: cellKeys.count, tags: tags, links: links,
        codebookSize: codebook.size)
    else { throw MatchingError(.indexFull, "\(pictures) pictures, \(entries) features") }
    self.layout = layout
    bytes = [UInt8](repeating: 0, count: layout.end)
    for (i, number) in [
      SegmentLayout.magic, UInt64(pictures), UInt64(entries), UInt64(cellKeys.count),
      UInt64(tags), UInt64(links), UInt64(codebook.size), UInt64(firstOrdinal),
    ].enumerated() { write(number, at: i * 8) }
    write(codebook.digest.bytes, at: 64)
    var row = 0
    for (i, key) in cellKeys.enumerated() {
      write(key & 0xFFFF, at: layout.cellStart + i * 4)
      while row <= Int(key >> 16) {
        write(UInt32(i), at: layout.rowStart + row * 4)
        row += 1
      }
    }
    while row <= codebook.size {
      write(UInt32(cellKeys.count), at: layout.rowStart + row * 4)
      row += 1
    }
  }

  private mutating func beginCell(_ cell: Int, at entry: Int) {
    write(UInt32(entry), at: layout.offsetStart + cell * 4)
  }

  private mutating func write(_ entry: SegmentContent.Entry, at index: Int) {
    write(entry.signature, at: layout.signatureStart + index * 8)
    write(entry.place, at: layout.placeStart + index * 8)
    write(entry.owner, at: layout.ownerStart + index * 4)
  }

  private mutating func write(tags: [UInt64]) {
    for (i, tag) in tags.enumerated() { write(tag, at: layout.tagStart + i * 8) }
  }

  private mutating func write(links: Set<SegmentContent.Link>) {
    let sorted = links.sorted { ($0.first, $0.second) < ($1.first, $1.second) }
    for (i, link) in sorted.enumerated() {
      write(link.first, at: layout.linkStart + i * 8)
      write(link.second, at: layout.linkStart + i * 8 + 4)
    }
  }

  private mutating func write(_ part: [UInt8], at place: Int) {
    bytes.replaceSubrange(place..<place + part.count, with: part)
  }

  private mutating func write<T: FixedWidthInteger>(_ value: T, at place: Int) {
    bytes.withUnsafeMutableBytes {
      $0.storeBytes(of: value.littleEndian, toByteOffset: place, as: T.self)
    }
  }
}
