/// Opens compressed manifests (C2PA 2.2 §11.2.4). What was packed is put behind the store's own bytes, so
/// that boxes of both are places in the same bytes.
struct CompressedManifest {
  /// The store's bytes and, behind them, what was unpacked.
  private(set) var bytes: [UInt8]
  /// How many bytes may still be unpacked.
  private var room = ManifestStore.mostBytes
  /// How many boxes there may still be.
  private var boxesLeft: Int

  init(_ bytes: [UInt8], boxesLeft: Int) {
    self.bytes = bytes
    self.boxesLeft = boxesLeft
  }

  /// The manifest in `box`, opened when it is compressed; one that cannot be opened is of the kind
  /// `compressed`. Nil when the box is no manifest's.
  mutating func manifest(_ box: JUMBFBox) -> Manifest? {
    guard box.isSuperbox(.compressedManifest) else { return Manifest(box, in: bytes) }
    return opened(box) ?? Manifest(box, in: bytes)
  }

  private mutating func opened(_ box: JUMBFBox) -> Manifest? {
    let parts = box.children.filter { $0.type != "free" }
    guard parts.count == 1, parts[0].type == "brob",
      let unpacked = BrotliStream.unpacked(bytes[parts[0].payload], room: &room)
    else { return nil }
    let start = bytes.count
    bytes += unpacked
    guard let inner = try? JUMBFReader.read(bytes, from: start, boxesLeft: &boxesLeft),
      !inner.isSuperbox(.compressedManifest), let label = inner.label, let outer = box.label,
      label.utf8.elementsEqual(outer.utf8), let manifest = Manifest(inner, in: bytes, packed: box)
    else {
      bytes.removeSubrange(start...)
      return nil
    }
    return manifest
  }
}
