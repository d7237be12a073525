/// The segments of a whole JPEG file, behind its scans and in the further pictures of a multi-picture
/// file too, under the names of ISO/IEC 10918-1 table B.1 (C2PA 2.2 §18.7.3.1).
enum JPEGBoxes {
  /// Nil for more than `most` segments. What the entropy coder wrote belongs to the scan's or the restart
  /// marker's segment before it.
  static func list(
    _ file: [UInt8], store: Range<Int>?, most: Int
  ) -> [ManifestContainer.Box]? {
    var boxes: [ManifestContainer.Box] = []
    var offset = 0
    while let second = JPEGSegments.nextMarker(in: file, from: offset) {
      let start = second - 1
      guard boxes.count < most else { return nil }
      if let store, start == store.lowerBound {
        boxes.append((ManifestContainer.storeBox, store))
        offset = store.upperBound
        continue
      }
      let marker = file[second]
      guard let end = end(of: marker, at: second, in: file) else { break }
      boxes.append((name(of: marker), start..<end))
      offset = end
      // Another picture follows at once or not at all.
      if marker == 0xD9, !file.has([0xFF, 0xD8], at: end) { break }
    }
    return boxes
  }

  /// Where the segment of the marker ends whose second byte is at `second`; nil for a wrong length.
  private static func end(of marker: UInt8, at second: Int, in file: [UInt8]) -> Int? {
    switch marker {
    case 0x01, 0xD8, 0xD9: return second + 1
    case 0xD0...0xD7: return endOfCoding(in: file, from: second + 1)
    default:
      guard let length = file.unsigned(at: second + 1, bytes: 2, isBigEndian: true), length >= 2,
        length <= file.count - second - 1
      else { return nil }
      let end = second + 1 + length
      return marker == 0xDA ? endOfCoding(in: file, from: end) : end
    }
  }

  private static func endOfCoding(in file: [UInt8], from offset: Int) -> Int {
    JPEGSegments.nextMarker(in: file, from: offset).map { $0 - 1 } ?? file.count
  }

  private static func name(of marker: UInt8) -> String {
    switch marker {
    case 0x01: "TEM"
    case 0xC4: "DHT"
    case 0xC8: "JPG"
    case 0xCC: "DAC"
    case 0xC0...0xCF: "SOF\(marker - 0xC0)"
    case 0xD0...0xD7: "RST\(marker - 0xD0)"
    case 0xD8: "SOI"
    case 0xD9: "EOI"
    case 0xDA: "SOS"
    case 0xDB: "DQT"
    case 0xDC: "DNL"
    case 0xDD: "DRI"
    case 0xDE: "DHP"
    case 0xDF: "EXP"
    case 0xE0...0xEF: "APP\(marker - 0xE0)"
    case 0xF0...0xFD: "JPG\(marker - 0xF0)"
    case 0xFE: "COM"
    default: "RES"
    }
  }
}
