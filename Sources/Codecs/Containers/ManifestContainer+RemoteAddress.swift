/// Where a file's XMP says that its manifest store is, when none is in the file (C2PA 2.2 §15.5.3.1).
extension ManifestContainer {
  private static let property = Array("dcterms:provenance".utf8)
  private static let mostAddressBytes = 2048

  /// The address, `http:` or `https:`, in printable ASCII; nil when the file names none. JPEG, PNG and WebP.
  public static func remoteAddress(in file: [UInt8]) -> String? {
    let packet: [UInt8]? =
      switch ImageFormat.detect(file) {
      case .jpeg: JPEGSegments(file).xmp
      case .png: pngPacket(file)
      case .webp: RIFFChunks(file).data(of: "XMP ")
      case .heic, .avif, nil: nil
      }
    return packet.flatMap(address)
  }

  /// The international text of XMP's keyword, unless it is packed.
  private static func pngPacket(_ file: [UInt8]) -> [UInt8]? {
    let start = Array(PNGDecoder.xmpKeyword.utf8) + [0, 0]
    return PNGChunks(file).chunks.first { chunk in
      chunk.type == "iTXt" && file[chunk.data].starts(with: start)
    }.map { Array(file[$0.data]) }
  }

  /// The property as an attribute or as an element.
  private static func address(in packet: [UInt8]) -> String? {
    let starts = packet.indices.dropLast(property.count).filter { packet.has(property, at: $0) }
    for start in starts {
      let rest = packet[(start + property.count)...].prefix(mostAddressBytes + 64)
      guard let opening = rest.first(where: { !isSpace($0) && $0 != UInt8(ascii: "=") }) else {
        continue
      }
      let value = rest.drop { isSpace($0) || $0 == UInt8(ascii: "=") }.dropFirst()
      let closing: UInt8
      switch opening {
      case UInt8(ascii: "\""), UInt8(ascii: "'"): closing = opening
      case UInt8(ascii: ">"): closing = UInt8(ascii: "<")
      default: continue
      }
      guard let end = value.firstIndex(of: closing) else { continue }
      let text = value[..<end].filter { !isSpace($0) }
      let isAddress =
        text.starts(with: Array("https://".utf8)) || text.starts(with: Array("http://".utf8))
      guard isAddress, text.count <= mostAddressBytes,
        text.allSatisfy({ (0x21...0x7E).contains($0) })
      else { continue }
      return String(decoding: text, as: UTF8.self)
    }
    return nil
  }

  private static func isSpace(_ byte: UInt8) -> Bool { [0x20, 0x09, 0x0A, 0x0D].contains(byte) }
}
