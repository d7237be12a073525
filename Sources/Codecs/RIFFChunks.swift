/// The chunks of a WebP file (RFC 9649 §2.3 to §2.7).
struct RIFFChunks {
  /// One chunk.
  struct Chunk {
    /// Its four characters.
    let code: String
    /// Its data, without the padding byte.
    let data: Range<Int>
  }

  let chunks: [Chunk]
  /// Whether the file ends before the size in its header.
  let isTruncated: Bool
  private let bytes: [UInt8]

  /// Walks the chunks inside the RIFF form; data after it is left alone.
  init(_ bytes: [UInt8]) {
    self.bytes = bytes
    let declared = (bytes.unsigned(at: 4, bytes: 4, isBigEndian: false) ?? 0) + 8
    let end = min(declared, bytes.count)
    var isTruncated = declared > bytes.count
    var chunks: [Chunk] = []
    var offset = 12
    while offset <= end - 8, let code = bytes.fourCharacterCode(at: offset),
      let length = bytes.unsigned(at: offset + 4, bytes: 4, isBigEndian: false)
    {
      guard length <= end - offset - 8 else {
        isTruncated = isTruncated || length > bytes.count - offset - 8
        break
      }
      chunks.append(Chunk(code: code, data: offset + 8..<offset + 8 + length))
      offset += 8 + length + length % 2
    }
    self.chunks = chunks
    self.isTruncated = isTruncated
  }

  /// Whether there is a chunk of this code.
  func contains(_ code: String) -> Bool { chunks.contains { $0.code == code } }

  /// The data of the first chunk of this code.
  func data(of code: String) -> [UInt8]? {
    chunks.first { $0.code == code }.map { Array(bytes[$0.data]) }
  }

  /// A WebP file of these chunks, each padded to an even length.
  static func file(of chunks: [(code: String, data: [UInt8])]) -> [UInt8] {
    let size = chunks.reduce(4) { $0 + 8 + $1.data.count + $1.data.count % 2 }
    var file: [UInt8] = []
    file.reserveCapacity(size + 8)
    file += "RIFF".utf8
    file.append(size, bytes: 4, isBigEndian: false)
    file += "WEBP".utf8
    for chunk in chunks {
      file += chunk.code.utf8
      file.append(chunk.data.count, bytes: 4, isBigEndian: false)
      file += chunk.data
      if chunk.data.count % 2 == 1 { file.append(0) }
    }
    return file
  }
}
