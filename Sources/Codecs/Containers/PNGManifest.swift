/// A manifest store in the `caBX` chunk of a PNG (C2PA 2.2 §A.3.2).
enum PNGManifest {
  private static let type = "caBX"

  static func search(_ file: [UInt8]) -> ManifestSearch {
    let chunks = PNGChunks(file).chunks
    let found = chunks.filter { $0.type == type }
    guard found.count <= 1 else { return .several(found.count) }
    guard let chunk = found.first else { return .none }
    guard chunk.data.count <= ManifestContainer.mostStoreBytes else { return .broken("too large") }
    var faults: Set<ManifestLocation.Fault> = []
    let stored = file.unsigned(at: chunk.data.upperBound, bytes: 4, isBigEndian: true)
    let range = chunk.data.lowerBound - 8..<chunk.data.upperBound + 4
    let checked = chunk.data.lowerBound - 4..<chunk.data.upperBound
    if stored != Int(CyclicRedundancyCheck.of(file[checked])) { faults.insert(.checksum) }
    if let picture = chunks.first(where: { $0.type == "IDAT" }),
      picture.data.lowerBound < chunk.data.lowerBound
    {
      faults.insert(.behindPicture)
    }
    return .found(
      ManifestLocation(store: Array(file[chunk.data]), range: range, faults: faults))
  }

  /// Behind the header chunk.
  static func embedding(
    _ store: [UInt8], in file: [UInt8]
  ) throws(CodecError) -> (file: [UInt8], range: Range<Int>) {
    let parsed = PNGChunks(file)
    guard parsed.header != nil, let first = parsed.chunks.first else {
      throw CodecError(.corrupt, "no IHDR")
    }
    var chunk: [UInt8] = []
    chunk.append(store.count, bytes: 4, isBigEndian: true)
    chunk += type.utf8
    chunk += store
    chunk.append(
      Int(CyclicRedundancyCheck.of(chunk.dropFirst(4))), bytes: 4, isBigEndian: true)
    let offset = first.data.upperBound + 4
    return (file.inserting(chunk, at: offset), offset..<offset + chunk.count)
  }

  static func removing(from file: [UInt8]) -> (file: [UInt8], stores: Int) {
    let parts = PNGChunks(file).chunks.filter { $0.type == type }
      .map { $0.data.lowerBound - 8..<$0.data.upperBound + 4 }
    return (file.without(parts), parts.count)
  }
}
