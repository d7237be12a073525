/// The marker segments of a JPEG file up to its first scan (ISO/IEC 10918-1 §B.1).
struct JPEGSegments {
  /// One segment with parameters.
  struct Segment {
    /// The second byte of the marker.
    let marker: UInt8
    /// The parameters, without the length field.
    let payload: Range<Int>
  }

  /// What the frame header says (§B.2.2).
  struct Frame {
    let width: Int
    let height: Int
    let bitsPerSample: Int
    let components: Int
  }

  /// The identifiers that begin a metadata segment.
  static let exifIdentifier = Array("Exif\0\0".utf8)
  static let xmpIdentifier = Array("http://ns.adobe.com/xap/1.0/\0".utf8)
  static let profileIdentifier = Array("ICC_PROFILE\0".utf8)
  /// The longest payload a 16-bit length field, which counts itself, allows.
  static let maximumPayload = 65_533

  let segments: [Segment]
  /// Whether a scan begins after the last segment; false when the file ends before.
  let reachesScan: Bool
  private let bytes: [UInt8]

  /// Walks the file. Bytes that belong to no segment are passed over, as libjpeg does.
  init(_ bytes: [UInt8]) {
    self.bytes = bytes
    var segments: [Segment] = []
    var reachesScan = false
    var offset = 2
    while let start = Self.nextMarker(in: bytes, from: offset) {
      let marker = bytes[start]
      offset = start + 1
      // Markers without parameters: TEM, RST0...7, SOI.
      if marker == 0x01 || (0xD0...0xD8).contains(marker) { continue }
      if marker == 0xD9 { break }
      guard let length = bytes.unsigned(at: offset, bytes: 2, isBigEndian: true), length >= 2,
        length <= bytes.count - offset
      else { break }
      segments.append(Segment(marker: marker, payload: offset + 2..<offset + length))
      offset += length
      if marker == 0xDA {
        reachesScan = true
        break
      }
    }
    self.segments = segments
    self.reachesScan = reachesScan
  }

  /// The position of the next marker's second byte.
  static func nextMarker(in bytes: [UInt8], from offset: Int) -> Int? {
    var offset = offset
    while offset + 1 < bytes.count {
      if bytes[offset] == 0xFF, bytes[offset + 1] != 0x00, bytes[offset + 1] != 0xFF {
        return offset + 1
      }
      offset += 1
    }
    return nil
  }

  /// The frame header, or nil when there is none before the first scan.
  var frame: Frame? {
    for segment in segments where Self.isFrame(segment.marker) {
      let start = segment.payload.lowerBound
      guard segment.payload.count >= 6,
        let height = bytes.unsigned(at: start + 1, bytes: 2, isBigEndian: true),
        let width = bytes.unsigned(at: start + 3, bytes: 2, isBigEndian: true)
      else { return nil }
      return Frame(
        width: width, height: height, bitsPerSample: Int(bytes[start]),
        components: Int(bytes[start + 5]))
    }
    return nil
  }

  /// SOF0...SOF15 without DHT, JPG and DAC, which share the range.
  private static func isFrame(_ marker: UInt8) -> Bool {
    (0xC0...0xCF).contains(marker) && marker != 0xC4 && marker != 0xC8 && marker != 0xCC
  }

  /// The TIFF block of the first Exif segment.
  var exif: [UInt8]? {
    for segment in segments where segment.marker == 0xE1 {
      guard bytes.hasASCII("Exif\0", at: segment.payload.lowerBound) else { continue }
      if let block = TIFFOrientation.block(from: Array(bytes[segment.payload])) { return block }
    }
    return nil
  }

  /// The first XMP packet. Extended XMP (a second part of larger packets) is not joined.
  var xmp: [UInt8]? {
    for segment in segments where segment.marker == 0xE1 {
      guard bytes[segment.payload].starts(with: Self.xmpIdentifier) else { continue }
      return Array(bytes[segment.payload].dropFirst(Self.xmpIdentifier.count))
    }
    return nil
  }

  /// The ICC profile put together from its numbered parts (ISO 15076-1 §B.4), and whether parts
  /// are missing or contradict each other, in which case there is no profile.
  var profile: (bytes: [UInt8]?, isBroken: Bool) {
    var parts: [Int: Range<Int>] = [:]
    var total: Int?
    let header = Self.profileIdentifier.count + 2
    for segment in segments where segment.marker == 0xE2 {
      guard segment.payload.count >= header,
        bytes[segment.payload].starts(with: Self.profileIdentifier)
      else { continue }
      let start = segment.payload.lowerBound + header
      let number = Int(bytes[start - 2])
      let count = Int(bytes[start - 1])
      guard total ?? count == count, number >= 1, number <= count, parts[number] == nil else {
        return (nil, true)
      }
      total = count
      parts[number] = start..<segment.payload.upperBound
    }
    guard let total else { return (nil, false) }
    var joined: [UInt8] = []
    for number in 1...total {
      guard let part = parts[number] else { return (nil, true) }
      joined += bytes[part]
    }
    return (joined, false)
  }
}
