public import Trust

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
  /// SHA-256 over the key of the layer that this copy has for itself: it shows that a key disclosed
  /// later was not chosen to fit a picture.
  public var pictureKeyCommitment: Digest

  /// A mark of this payload.
  public init(scheme: Scheme = .tones1, payload: UInt64, pictureKeyCommitment: Digest) {
    self.scheme = scheme
    self.payload = payload
    self.pictureKeyCommitment = pictureKeyCommitment
  }

  init(_ reader: StatementReader) throws(ManifestError) {
    scheme = try reader.choice("scheme")
    let bytes = try reader.byteString("payload")
    guard bytes.count == 8 else {
      throw ManifestError(code: .valueOutOfRange, detail: "mark.payload is not 8 bytes")
    }
    payload = bytes.reduce(0) { $0 << 8 | UInt64($1) }
    guard let commitment = Digest(bytes: try reader.byteString("pictureKeyCommitment")) else {
      throw ManifestError(
        code: .valueOutOfRange, detail: "mark.pictureKeyCommitment is not 32 bytes")
    }
    pictureKeyCommitment = commitment
  }

  var value: CBORValue {
    let bytes = (0..<8).map { UInt8(truncatingIfNeeded: payload >> (56 - 8 * $0)) }
    return .map([
      CBOREntry("scheme", .textString(scheme.rawValue)),
      CBOREntry("payload", .byteString(bytes)),
      CBOREntry("pictureKeyCommitment", .byteString(pictureKeyCommitment.bytes)),
    ])
  }
}
