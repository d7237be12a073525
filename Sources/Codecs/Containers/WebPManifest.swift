import Pixels

/// A manifest store in the `C2PA` chunk of a WebP (C2PA 2.2 §A.3.4).
enum WebPManifest {
  private static let code = "C2PA"
  private static let formHeader = 12

  static func search(_ file: [UInt8]) -> ManifestSearch {
    let found = RIFFChunks(file).chunks.filter { $0.code == code }
    guard found.count <= 1 else { return .several(found.count) }
    guard let chunk = found.first else { return .none }
    guard chunk.data.count <= ManifestContainer.mostStoreBytes else { return .broken("too large") }
    // The padding byte of an odd chunk is not the store's.
    return .found(
      ManifestLocation(
        store: Array(file[chunk.data]),
        range: chunk.data.lowerBound - 8..<chunk.data.upperBound))
  }

  /// As the last chunk. The simple form of a file is made the extended one, for many readers look
  /// for further chunks only there. A store of odd length is refused, so that no padding byte
  /// stands outside of it.
  static func embedding(
    _ store: [UInt8], in file: [UInt8]
  ) throws(CodecError) -> (file: [UInt8], range: Range<Int>) {
    let parsed = RIFFChunks(file)
    guard let last = parsed.chunks.last, !parsed.isTruncated, store.count % 2 == 0 else {
      throw CodecError(.corrupt, "no chunks, or an odd store")
    }
    let end = last.data.upperBound + last.data.count % 2
    guard end <= file.count else { throw CodecError(.corrupt, "no padding byte") }
    var body = Array(file[formHeader..<end])
    if !parsed.contains("VP8X") { body = try extendedHeader(parsed, file) + body }
    let start = formHeader + body.count
    var chunk: [UInt8] = Array(code.utf8)
    chunk.append(store.count, bytes: 4, isBigEndian: false)
    chunk += store
    var whole: [UInt8] = Array("RIFF".utf8)
    whole.append(4 + body.count + chunk.count, bytes: 4, isBigEndian: false)
    whole += "WEBP".utf8
    whole += body
    whole += chunk
    return (whole + file[end...], start..<start + chunk.count)
  }

  /// Takes the chunks out and corrects the form's length. An extended header that `embedding` added
  /// stays: it cannot be told from one that was there.
  static func removing(from file: [UInt8]) -> (file: [UInt8], stores: Int) {
    let parts = RIFFChunks(file).chunks.filter { $0.code == code }
      .map { $0.data.lowerBound - 8..<min($0.data.upperBound + $0.data.count % 2, file.count) }
    let removed = parts.reduce(0) { $0 + $1.count }
    guard removed > 0, let declared = file.unsigned(at: 4, bytes: 4, isBigEndian: false),
      declared >= removed
    else { return (file, 0) }
    let rest = file.without(parts)
    var length: [UInt8] = []
    length.append(declared - removed, bytes: 4, isBigEndian: false)
    return (Array(rest[..<4]) + length + rest[8...], parts.count)
  }

  /// A VP8X chunk with the canvas of the file's only picture (RFC 9649 §2.7).
  private static func extendedHeader(
    _ parsed: RIFFChunks, _ file: [UInt8]
  ) throws(CodecError) -> [UInt8] {
    let size = try WebPDecoder.displayedSize(file)
    // A lossless picture may have opacity: bit 28 of its header says so (RFC 9649 §3.4).
    let lossless = parsed.data(of: "VP8L") ?? []
    let hasAlpha = lossless.count > 4 && lossless[4] & 0x10 != 0
    var header: [UInt8] = Array("VP8X".utf8)
    header.append(10, bytes: 4, isBigEndian: false)
    header += [hasAlpha ? 0x10 : 0, 0, 0, 0]
    header.append(size.width - 1, bytes: 3, isBigEndian: false)
    header.append(size.height - 1, bytes: 3, isBigEndian: false)
    return header
  }
}
