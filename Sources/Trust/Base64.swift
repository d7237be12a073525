import COpenSSL

/// Bytes as base64 text (RFC 4648 §4) and back.
public enum Base64 {
  /// The text, padded, on one line.
  public static func text(_ bytes: [UInt8]) -> String {
    guard !bytes.isEmpty else { return "" }
    return String(unsafeUninitializedCapacity: (bytes.count + 2) / 3 * 4 + 1) { output in
      Int(EVP_EncodeBlock(output.baseAddress, bytes, CInt(bytes.count)))
    }
  }

  /// The bytes of a text that is exactly what `text` gives; nil for anything else.
  public static func bytes(_ text: String) -> [UInt8]? {
    let characters = Array(text.utf8)
    guard characters.count.isMultiple(of: 4), characters.count <= 1 << 24 else { return nil }
    var bytes = [UInt8](repeating: 0, count: characters.count / 4 * 3)
    let count = EVP_DecodeBlock(&bytes, characters, CInt(characters.count))
    let padding = characters.reversed().prefix { $0 == UInt8(ascii: "=") }.count
    guard Int(count) == bytes.count, padding <= 2 else {
      ERR_clear_error()
      return nil
    }
    bytes.removeLast(padding)
    // Spaces, and bits that a last character has too many, show when it is written again.
    return Self.text(bytes).utf8.elementsEqual(characters) ? bytes : nil
  }
}
