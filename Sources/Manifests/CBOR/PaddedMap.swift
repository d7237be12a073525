/// Encodes a map of text keys to an exact number of bytes, by zeros under `pad` and, where the head of
/// a byte string grows at the wrong place, `pad2` (C2PA 2.2 §10.4).
enum PaddedMap {
  /// The head of a byte string grows by at most four bytes up to 4 GiB.
  private static let mostHead = 5

  /// The encoding of `entries` and `pad` in `count` bytes. Errors: those of `CBOREncoder`, `tooLarge`
  /// when they do not fit.
  static func encode(_ entries: [CBOREntry], count: Int) throws(ManifestError) -> [UInt8] {
    for extra in [[], [CBOREntry("pad2", .byteString([]))]] {
      let least = try encode(entries + extra, pad: 0)
      guard least.count <= count else { break }
      for head in 0..<mostHead where count - least.count - head >= 0 {
        let bytes = try encode(entries + extra, pad: count - least.count - head)
        if bytes.count == count { return bytes }
      }
    }
    throw ManifestError(code: .tooLarge, detail: "no padding gives \(count) bytes")
  }

  private static func encode(_ entries: [CBOREntry], pad: Int) throws(ManifestError) -> [UInt8] {
    let zeros = [UInt8](repeating: 0, count: pad)
    return try CBOREncoder.encode(.map(entries + [CBOREntry("pad", .byteString(zeros))]))
  }
}
