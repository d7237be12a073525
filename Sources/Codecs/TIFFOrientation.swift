/// The Orientation tag of an Exif block: found by a checked walk of the first directory (TIFF 6.0
/// §2), read, and set to 1. It is the only tag this module ever edits.
enum TIFFOrientation {
  private struct Entry {
    /// Where its value stands.
    let offset: Int
    /// Bytes of the value: 2 for SHORT, 4 for LONG, which some programs write.
    let width: Int
    let isBigEndian: Bool
  }

  /// The orientation; upright when there is none, or one that does not exist.
  static func read(_ exif: [UInt8]) -> Orientation {
    guard let entry = find(in: exif),
      let value = exif.unsigned(
        at: entry.offset, bytes: entry.width, isBigEndian: entry.isBigEndian)
    else { return .upright }
    return Orientation(rawValue: value) ?? .upright
  }

  /// The block with an orientation of 2...8 replaced by 1, otherwise the block itself.
  static func madeUpright(_ exif: [UInt8]) -> [UInt8] {
    guard read(exif) != .upright, let entry = find(in: exif) else { return exif }
    var patched = exif
    let lowest = entry.isBigEndian ? entry.offset + entry.width - 1 : entry.offset
    patched[lowest] = 1
    return patched
  }

  /// Strips the identifier that JPEG puts before the TIFF header, and that some programs put there
  /// in PNG and WebP too; nil when no TIFF header follows.
  static func block(from bytes: [UInt8]) -> [UInt8]? {
    let start = bytes.hasASCII("Exif\0", at: 0) ? 6 : 0
    guard
      bytes.has([0x49, 0x49, 0x2A, 0x00], at: start)
        || bytes.has([0x4D, 0x4D, 0x00, 0x2A], at: start)
    else { return nil }
    return start == 0 ? bytes : Array(bytes[start...])
  }

  private static func find(in exif: [UInt8]) -> Entry? {
    let isBigEndian = exif.first == 0x4D
    guard block(from: exif)?.count == exif.count,
      let directory = exif.unsigned(at: 4, bytes: 4, isBigEndian: isBigEndian),
      let count = exif.unsigned(at: directory, bytes: 2, isBigEndian: isBigEndian)
    else { return nil }
    for index in 0..<count {
      let entry = directory + 2 + 12 * index
      guard let tag = exif.unsigned(at: entry, bytes: 2, isBigEndian: isBigEndian),
        let type = exif.unsigned(at: entry + 2, bytes: 2, isBigEndian: isBigEndian),
        let values = exif.unsigned(at: entry + 4, bytes: 4, isBigEndian: isBigEndian),
        exif.count - entry >= 12
      else { return nil }
      guard tag == 0x0112 else { continue }
      switch (type, values) {
      case (3, 1): return Entry(offset: entry + 8, width: 2, isBigEndian: isBigEndian)
      case (4, 1): return Entry(offset: entry + 8, width: 4, isBigEndian: isBigEndian)
      default: return nil
      }
    }
    return nil
  }
}
