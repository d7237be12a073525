/// The names of manifests that we write (C2PA 2.2 §11.2.1).
enum ManifestLabel {
  private static let prefix = "urn:c2pa:"

  /// A label out of 16 random bytes, as a UUID of version 4 (RFC 9562 §5.4).
  static func make(random: [UInt8]) -> String {
    precondition(random.count == 16)
    var bytes = random
    bytes[6] = bytes[6] & 0x0F | 0x40
    bytes[8] = bytes[8] & 0x3F | 0x80
    let digits = bytes.map { byte in
      let text = String(byte, radix: 16)
      return text.count == 1 ? "0" + text : text
    }
    let groups = [0..<4, 4..<6, 6..<8, 8..<10, 10..<16].map { digits[$0].joined() }
    return prefix + groups.joined(separator: "-")
  }

  /// The instance that a claim under this label names. Nothing signs the label, but this is signed.
  static func instanceID(of label: String) -> String? {
    guard label.hasPrefix(prefix) else { return nil }
    return "xmp:iid:" + label.dropFirst(prefix.count)
  }
}
