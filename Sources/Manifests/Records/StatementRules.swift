/// What values a statement may hold; the same when it is written and when it is read.
enum StatementRules {
  /// The longest text, in bytes of UTF-8.
  static let longestText = 4096
  /// The longest content hash, in bytes.
  static let longestContentHash = 4096
  /// Sides of a picture, in pixels.
  static let pixels: ClosedRange<Int64> = 1...1_000_000

  static func text(_ text: String, _ field: String) throws(ManifestError) -> String {
    guard (1...longestText).contains(text.utf8.count) else {
      throw outOfRange("\(field): \(text.utf8.count) bytes")
    }
    return text
  }

  /// A file's own name: no folder, and nothing that ends a C string.
  static func fileName(_ name: String, _ field: String) throws(ManifestError) -> String {
    let name = try text(name, field)
    guard !name.utf8.contains(where: { $0 == 0 || $0 == UInt8(ascii: "/") }), name != ".",
      name != ".."
    else { throw outOfRange("\(field): not a file name") }
    return name
  }

  static func number(
    _ number: Int64, in range: ClosedRange<Int64>, _ field: String
  ) throws(ManifestError) -> Int64 {
    guard range.contains(number) else { throw outOfRange("\(field): \(number)") }
    return number
  }

  static func correlation(_ number: Double, _ field: String) throws(ManifestError) -> Double {
    guard (-1...1).contains(number) else { throw outOfRange("\(field): \(number)") }
    return number
  }

  static func contentHash(_ hash: [UInt8], _ field: String) throws(ManifestError) -> [UInt8] {
    guard (1...longestContentHash).contains(hash.count) else {
      throw outOfRange("\(field): \(hash.count) bytes")
    }
    return hash
  }

  private static func outOfRange(_ detail: String) -> ManifestError {
    ManifestError(code: .valueOutOfRange, detail: detail)
  }
}
