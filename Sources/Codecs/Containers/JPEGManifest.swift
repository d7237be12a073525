/// Manifest stores in the APP11 segments of a JPEG (C2PA 2.2 §A.3.1; ISO/IEC 19566-5 annex D).
enum JPEGManifest {
  private static let marker: UInt8 = 0xEB
  /// Common identifier, box instance number, packet sequence number.
  private static let headerCount = 8
  /// The box's own length and type, repeated in every segment after the first.
  private static let repeatedCount = 8
  private static let mostPayload = 65_533
  private static let instance = 0x0211
  private static let storeType: [UInt8] = [0x63, 0x32, 0x70, 0x61]

  private struct Packet {
    let instance: Int
    let number: Int
    /// From the marker's first byte to the segment's end.
    let range: Range<Int>
    let data: Range<Int>
  }

  static func search(_ file: [UInt8]) -> ManifestSearch {
    let groups = stores(in: file)
    guard groups.count <= 1 else { return .several(groups.count) }
    guard let group = groups.first, let first = group.first else { return .none }
    var store: [UInt8] = []
    var end = first.range.lowerBound
    for (index, packet) in group.enumerated() {
      guard packet.number == index + 1 else { return .broken("segments are out of order") }
      guard packet.range.lowerBound == end else { return .broken("segments are apart") }
      end = packet.range.upperBound
      guard index > 0 else {
        store += file[packet.data]
        continue
      }
      guard packet.data.count >= repeatedCount,
        file[packet.data].prefix(repeatedCount).elementsEqual(store.prefix(repeatedCount))
      else { return .broken("a segment does not repeat the box's header") }
      store += file[packet.data].dropFirst(repeatedCount)
      if store.count > ManifestContainer.mostStoreBytes { return .broken("too large") }
    }
    return .found(
      ManifestLocation(store: store, range: first.range.lowerBound..<end))
  }

  static func embedding(
    _ store: [UInt8], in file: [UInt8]
  ) throws(CodecError) -> (file: [UInt8], range: Range<Int>) {
    guard file.count > 4 else { throw CodecError(.corrupt, "no segments") }
    // JFIF must stay first: behind the start and the APP0 segments.
    var offset = 2
    for segment in JPEGSegments(file).segments {
      guard segment.marker == 0xE0, segment.payload.lowerBound == offset + 4 else { break }
      offset = segment.payload.upperBound
    }
    let segments = self.segments(of: store)
    return (file.inserting(segments, at: offset), offset..<offset + segments.count)
  }

  static func removing(from file: [UInt8]) -> (file: [UInt8], stores: Int) {
    let groups = stores(in: file)
    let parts = groups.joined().map(\.range).sorted { $0.lowerBound < $1.lowerBound }
    return (file.without(parts), groups.count)
  }

  private static func segments(of store: [UInt8]) -> [UInt8] {
    var segments: [UInt8] = []
    var position = 0
    var number = 1
    while position < store.count {
      let header = number == 1 ? [] : Array(store.prefix(repeatedCount))
      let room = mostPayload - headerCount - header.count
      let part = store[position..<min(position + room, store.count)]
      segments += [0xFF, marker]
      segments.append(
        2 + headerCount + header.count + part.count, bytes: 2, isBigEndian: true)
      segments += "JP".utf8
      segments.append(instance, bytes: 2, isBigEndian: true)
      segments.append(number, bytes: 4, isBigEndian: true)
      segments += header
      segments += part
      position += part.count
      number += 1
    }
    return segments
  }

  /// The packets of every box in APP11 that is a manifest store, in the order of the file. A store
  /// that begins under an instance number used before is another store.
  private static func stores(in file: [UInt8]) -> [[Packet]] {
    var stores: [[Packet]] = []
    var current: [Int: Int] = [:]
    for packet in packets(in: file) {
      if packet.number == 1, isStore(file, packet) {
        current[packet.instance] = stores.count
        stores.append([packet])
      } else if let index = current[packet.instance] {
        stores[index].append(packet)
      }
    }
    return stores
  }

  private static func packets(in file: [UInt8]) -> [Packet] {
    var packets: [Packet] = []
    for segment in JPEGSegments(file).segments where segment.marker == marker {
      let start = segment.payload.lowerBound
      guard segment.payload.count >= headerCount, file.hasASCII("JP", at: start),
        let instance = file.unsigned(at: start + 2, bytes: 2, isBigEndian: true),
        let number = file.unsigned(at: start + 4, bytes: 4, isBigEndian: true)
      else { continue }
      packets.append(
        Packet(
          instance: instance, number: number, range: start - 4..<segment.payload.upperBound,
          data: start + headerCount..<segment.payload.upperBound))
    }
    return packets
  }

  /// Whether the packet begins a JUMBF superbox of C2PA's type.
  private static func isStore(_ file: [UInt8], _ packet: Packet) -> Bool {
    let start = packet.data.lowerBound
    return packet.data.count >= 20 && file.hasASCII("jumb", at: start + 4)
      && file.hasASCII("jumd", at: start + 12) && file.has(storeType, at: start + 16)
  }
}
