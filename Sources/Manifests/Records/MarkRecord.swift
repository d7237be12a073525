/// The invisible mark that an issued copy carries.
public struct MarkRecord: Hashable, Sendable {
  /// How marks are put in and found again.
  public enum Scheme: String, CaseIterable, Sendable {
    /// The toolkit's first scheme.
    case tones1 = "yuantu.tones.1"
  }

  /// The scheme.
  public var scheme: Scheme
  /// The 64 bits carried, the most significant first.
  public var payload: UInt64

  /// A mark of this payload.
  public init(scheme: Scheme = .tones1, payload: UInt64) {
    self.scheme = scheme
    self.payload = payload
  }

  init(_ reader: StatementReader) throws(ManifestError) {
    scheme = try reader.choice("scheme")
    let bytes = try reader.byteString("payload")
    guard bytes.count == 8 else {
      throw ManifestError(code: .valueOutOfRange, detail: "mark.payload is not 8 bytes")
    }
    payload = bytes.reduce(0) { $0 << 8 | UInt64($1) }
  }

  var value: CBORValue {
    let bytes = (0..<8).map { UInt8(truncatingIfNeeded: payload >> (56 - 8 * $0)) }
    return .map([
      CBOREntry("scheme", .textString(scheme.rawValue)),
      CBOREntry("payload", .byteString(bytes)),
    ])
  }
}
