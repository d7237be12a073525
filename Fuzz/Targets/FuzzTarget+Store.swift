import Manifests
import Trust

extension FuzzTarget {
  static let settings = ValidationSettings(
    anchors: [], timestampAnchors: [], time: 1_795_000_000)

  /// Manifest stores: boxes, claims, assertions, ingredients, signatures. Nothing is ever trusted, for
  /// there is no anchor.
  public static let store = FuzzTarget(name: "Store") { bytes in
    guard let store = try? ManifestStore.parse(bytes) else { return }
    try expect(store.bytes == bytes, "the bytes are kept")
    _ = store.contents.count
    _ = try? store.recordIdentifier()
    let half = bytes.count / 2
    for asset in [
      Asset.bytes(bytes, store: nil), .bytes(bytes, store: 0..<half),
      .bytes(bytes, store: 0..<half) { file, store in
        [("C2PA", 0..<half), ("APP0", half..<file.count), ("EOI", file.count..<file.count)]
      },
    ] {
      let report = Validator.validate(
        store, asset: asset, settings: settings, original: Digest.sha256(bytes))
      try expect(report.state != .trusted, "trusted without an anchor")
      try expect(
        report.evidence.binding != .bound || report.signature.isValid, "bound without a signature")
    }
    if let stamped = try? store.stamped(with: [0x30, 0x00]) {
      try expect(
        stamped.recordIdentifier() == store.recordIdentifier(), "a stamp keeps the identity")
    }
  }
}
