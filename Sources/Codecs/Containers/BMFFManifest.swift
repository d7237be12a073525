/// A manifest store in a `uuid` box of an ISO base media file, HEIC, AVIF or Canon's RAW (C2PA 2.2
/// §A.5.1): read only.
enum BMFFManifest {
  private static let type: [UInt8] = [
    0xD8, 0xFE, 0xC3, 0xD6, 0x1B, 0x0E, 0x48, 0x3C, 0x92, 0x97, 0x58, 0x28, 0x87, 0x7E, 0xC4, 0x81,
  ]
  private static let purposes = ["manifest", "original", "update"]
  private static let mostBoxes = 4096

  static func search(_ file: [UInt8]) -> ManifestSearch {
    var found: [ManifestLocation] = []
    var offset = 0
    for _ in 0..<mostBoxes {
      guard let size = ISOBoxes.size(at: offset, in: file), size >= 8, size <= file.count - offset
      else { break }
      let range = offset..<offset + size
      if file.hasASCII("uuid", at: offset + 4), file.has(type, at: offset + 8),
        let store = store(file, range)
      {
        found.append(ManifestLocation(store: store, range: range))
      }
      offset += size
    }
    guard found.count <= 1 else { return .several(found.count) }
    return found.first.map { .found($0) } ?? .none
  }

  /// Behind the type: version and flags, the purpose as text with a zero, an offset of eight bytes.
  private static func store(_ file: [UInt8], _ box: Range<Int>) -> [UInt8]? {
    let start = box.lowerBound + 28
    guard start < box.upperBound,
      let end = file[start..<min(start + 32, box.upperBound)].firstIndex(of: 0),
      purposes.contains(String(decoding: file[start..<end], as: UTF8.self)),
      end + 9 < box.upperBound,
      box.upperBound - end - 9 <= ManifestContainer.mostStoreBytes
    else { return nil }
    return Array(file[(end + 9)..<box.upperBound])
  }
}
