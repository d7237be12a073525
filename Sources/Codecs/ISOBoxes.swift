/// The top level of an ISO base media file (ISO/IEC 14496-12 §4.2): as much of it as is needed to
/// tell what a file is and whether its end is missing.
enum ISOBoxes {
  /// The brands of the leading `ftyp` box, the major one first; empty when there is no such box. A
  /// box that claims more than 1,024 bytes is read no further than that.
  static func brands(of bytes: [UInt8]) -> [String] {
    guard bytes.hasASCII("ftyp", at: 4),
      let size = bytes.unsigned(at: 0, bytes: 4, isBigEndian: true), size >= 16,
      let major = bytes.fourCharacterCode(at: 8)
    else { return [] }
    let end = min(size, bytes.count, 1024)
    var brands = [major]
    var offset = 16
    while offset + 4 <= end, let brand = bytes.fourCharacterCode(at: offset) {
      brands.append(brand)
      offset += 4
    }
    return brands
  }

  /// Whether a box of the top level reaches beyond the end of the file.
  static func isTruncated(_ bytes: [UInt8]) -> Bool {
    var offset = 0
    while offset < bytes.count {
      guard let size = size(at: offset, in: bytes) else { return true }
      // A size smaller than its own header is damage, which is for the decoder to say.
      guard size >= 8 else { return false }
      guard size <= bytes.count - offset else { return true }
      offset += size
    }
    return false
  }

  /// The size of the box at `offset`, its header included, as it claims: to the end of the file for 0.
  /// Nil where the header is cut short, or for a size beyond 2⁵⁶ bytes.
  static func size(at offset: Int, in bytes: [UInt8]) -> Int? {
    guard let short = bytes.unsigned(at: offset, bytes: 4, isBigEndian: true) else { return nil }
    switch short {
    case 0: return bytes.count - offset
    case 1:
      guard let high = bytes.unsigned(at: offset + 8, bytes: 4, isBigEndian: true),
        let low = bytes.unsigned(at: offset + 12, bytes: 4, isBigEndian: true), high < 1 << 24
      else { return nil }
      return high << 32 | low
    default: return short
    }
  }
}
