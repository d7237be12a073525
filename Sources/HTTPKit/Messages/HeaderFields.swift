/// Header fields in the order received.
struct HeaderFields: Sendable {
  private var fields: [(name: String, value: String)] = []

  mutating func add(_ name: String, _ value: String) {
    fields.append((name.lowercasedASCII, value))
  }

  func first(_ name: String) -> String? {
    let name = name.lowercasedASCII
    return fields.first { $0.name == name }?.value
  }

  func all(_ name: String) -> [String] {
    let name = name.lowercasedASCII
    return fields.filter { $0.name == name }.map(\.value)
  }

  /// Whether every name is a token (RFC 9110 §5.1). One that is not, such as `Content-Length` with
  /// a space behind it, means something else to the next reader.
  var namesAreTokens: Bool { fields.allSatisfy { HeaderFields.isToken($0.name) } }

  static func isToken(_ name: String) -> Bool {
    !name.isEmpty && name.utf8.allSatisfy { tokenBytes.contains($0) }
  }

  private static let tokenBytes = Set(
    "!#$%&'*+-.^_`|~0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ".utf8)
}
