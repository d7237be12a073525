/// The fields of a submitted form in the order sent.
public struct Form: Sendable {
  static let mediaType = "application/x-www-form-urlencoded"
  /// Fields beyond are left away.
  static let mostFields = 4096

  private var fields: [(name: String, value: String)] = []

  init() {}

  init(urlEncoded bytes: [UInt8]) {
    let parts = bytes.split(separator: UInt8(ascii: "&"), maxSplits: Form.mostFields)
    for part in parts.prefix(Form.mostFields) {
      let halves = part.split(
        separator: UInt8(ascii: "="), maxSplits: 1, omittingEmptySubsequences: false)
      fields.append(
        (
          PercentCoding.decodedLeniently(halves[0]),
          halves.count == 2 ? PercentCoding.decodedLeniently(halves[1]) : ""
        ))
    }
  }

  /// The first value of that name.
  public subscript(name: String) -> String? { fields.first { $0.name == name }?.value }

  /// All values of that name.
  public func all(_ name: String) -> [String] {
    fields.filter { $0.name == name }.map(\.value)
  }
}
