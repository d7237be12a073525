/// The chunks of a PNG file (ISO/IEC 15948 §5.3).
struct PNGChunks {
  /// One chunk.
  struct Chunk {
    /// Its four letters.
    let type: String
    /// Its data.
    let data: Range<Int>
  }

  /// What the IHDR chunk says (§11.2.2).
  struct Header {
    let width: Int
    let height: Int
    let bitsPerSample: Int
  }

  /// The eight bytes every PNG begins with.
  static let signature: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]

  let chunks: [Chunk]
  /// Whether the file ends before its IEND chunk does.
  let isTruncated: Bool
  private let bytes: [UInt8]

  /// Walks the file to its IEND chunk; stops where it stops making sense.
  init(_ bytes: [UInt8]) {
    self.bytes = bytes
    var chunks: [Chunk] = []
    var isTruncated = true
    var offset = Self.signature.count
    while let length = bytes.unsigned(at: offset, bytes: 4, isBigEndian: true),
      let type = bytes.fourCharacterCode(at: offset + 4)
    {
      guard length <= 0x7FFF_FFFF,
        type.unicodeScalars.allSatisfy({ $0.properties.isAlphabetic && $0.isASCII })
      else {
        isTruncated = false
        break
      }
      guard length <= bytes.count - offset - 12 else { break }
      chunks.append(Chunk(type: type, data: offset + 8..<offset + 8 + length))
      offset += length + 12
      if type == "IEND" {
        isTruncated = false
        break
      }
    }
    self.chunks = chunks
    self.isTruncated = isTruncated
  }

  /// The header, which must be the first chunk.
  var header: Header? {
    guard let first = chunks.first, first.type == "IHDR", first.data.count == 13,
      let width = bytes.unsigned(at: first.data.lowerBound, bytes: 4, isBigEndian: true),
      let height = bytes.unsigned(at: first.data.lowerBound + 4, bytes: 4, isBigEndian: true)
    else { return nil }
    return Header(
      width: width, height: height, bitsPerSample: Int(bytes[first.data.lowerBound + 8]))
  }

  /// Whether there is a chunk of this type.
  func contains(_ type: String) -> Bool { chunks.contains { $0.type == type } }

  /// The data of the first chunk of this type.
  func data(of type: String) -> [UInt8]? {
    chunks.first { $0.type == type }.map { Array(bytes[$0.data]) }
  }
}
