import Codecs
import Manifests
import Trust

extension FuzzTarget {
  /// Whole files: the walkers of JPEG, PNG, WebP, HEIC and TIFF, and what they find.
  public static let file = FuzzTarget(name: "File") { bytes in
    if case .found(let location) = ManifestContainer.search(bytes) {
      try expect(
        location.range.lowerBound >= 0 && location.range.upperBound <= bytes.count,
        "the place is in the file")
      try expect(
        (location.length?.upperBound ?? 0) <= bytes.count, "the length is in the file")
      try expect(location.store.count <= location.range.count, "the store is in its place")
      if let store = try? ManifestStore.parse(location.store) {
        let report = Validator.validate(
          store,
          asset: .bytes(
            bytes, store: location.range, length: location.length,
            boxes: ManifestContainer.boxes(of:store:)),
          settings: settings)
        try expect(report.state != .trusted, "trusted without an anchor")
      }
    }
    if let address = ManifestContainer.remoteAddress(in: bytes) {
      try expect(
        address.hasPrefix("http") && address.utf8.allSatisfy { (0x21...0x7E).contains($0) },
        "an address is printable")
    }
    for store in [nil, bytes.indices.prefix(20)] {
      var end = 0
      for box in ManifestContainer.boxes(of: bytes, store: store) ?? [] {
        try expect(box.range.lowerBound >= end, "boxes in order, without overlap")
        end = box.range.upperBound
      }
      try expect(end <= bytes.count, "boxes lie in the file")
    }
    guard let (stripped, count) = try? ManifestContainer.removing(from: bytes) else { return }
    try expect(stripped.count <= bytes.count, "nothing is added")
    try expect(count > 0 || stripped == bytes, "what has no store stays as it is")
    let store: [UInt8] =
      [0, 0, 0, 30] + Array("jumb".utf8) + [0, 0, 0, 22] + Array("jumdc2pa".utf8)
      + [UInt8](repeating: 0, count: 10)
    guard count == 0 || ManifestContainer.search(stripped) == .none,
      let (file, range) = try? ManifestContainer.embedding(store, in: stripped)
    else { return }
    try expect(file.count >= stripped.count + store.count, "the store is in")
    try expect(range.upperBound <= file.count, "the place is in the file")
    let (again, _) = try ManifestContainer.embedding(
      [UInt8](repeating: 1, count: store.count), in: stripped)
    try expect(again.count == file.count, "a store of one length has one place")
  }
}
