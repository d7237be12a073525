/// The parts of a file under the names that a general box hash gives them (C2PA 2.2 §18.7.3).
extension ManifestContainer {
  /// A part's name and the bytes it is made of.
  public typealias Box = (name: String, range: Range<Int>)

  /// The name of the part that carries the manifest store.
  static let storeBox = "C2PA"
  /// More parts than this are not listed.
  private static let mostBoxes = 1 << 16

  /// Every part of a JPEG, PNG or WebP file in its order, `store` as one of them; nil for other formats and
  /// for files of more than 65,536 parts. The list ends where the file stops making sense; bytes
  /// between and behind the parts belong to none.
  public static func boxes(of file: [UInt8], store: Range<Int>?) -> [Box]? {
    switch ImageFormat.detect(file) {
    case .jpeg: JPEGBoxes.list(file, store: store, most: mostBoxes)
    case .png: pngBoxes(file, store)
    case .webp: webPBoxes(file, store)
    case .heic, .avif, nil: nil
    }
  }

  /// The signature, then every chunk from its length to its checksum (§18.7.3.2).
  private static func pngBoxes(_ file: [UInt8], _ store: Range<Int>?) -> [Box]? {
    let chunks = PNGChunks(file).chunks
    guard chunks.count < mostBoxes else { return nil }
    return [("PNGh", 0..<PNGChunks.signature.count)]
      + chunks.map { chunk in
        let range = chunk.data.lowerBound - 8..<chunk.data.upperBound + 4
        return (range == store ? storeBox : chunk.type, range)
      }
  }

  /// The form's header, then every chunk with its padding byte; one of the kind LIST is called after
  /// what it lists (§18.7.3.5).
  private static func webPBoxes(_ file: [UInt8], _ store: Range<Int>?) -> [Box]? {
    let chunks = RIFFChunks(file).chunks
    guard chunks.count < mostBoxes else { return nil }
    return [("WEBP", 0..<12)]
      + chunks.map { chunk in
        let end = min(chunk.data.upperBound + chunk.data.count % 2, file.count)
        let list =
          chunk.code == "LIST" && chunk.data.count >= 4
          ? file.fourCharacterCode(at: chunk.data.lowerBound) : nil
        return (list ?? chunk.code, chunk.data.lowerBound - 8..<end)
      }
  }
}
