public import Trust

/// What the EXIF data of an original says, as far as it helps to know it again.
public struct CaptureRecord: Hashable, Sendable {
  /// Maker of the camera.
  public var make: String?
  /// Model of the camera.
  public var model: String?
  /// When it was taken, as the file says it.
  public var dateTimeOriginal: String?
  /// The offset of that time from UTC, as the file says it.
  public var offsetTimeOriginal: String?
  /// SHA-256 of the camera body's serial number behind the record's own salt, so that the number can
  /// be shown later and not guessed before.
  public var bodySerial: Digest?

  /// A record of nothing yet.
  public init() {}

  init(_ reader: StatementReader) throws(ManifestError) {
    make = try reader.optionalText("make")
    model = try reader.optionalText("model")
    dateTimeOriginal = try reader.optionalText("dateTimeOriginal")
    offsetTimeOriginal = try reader.optionalText("offsetTimeOriginal")
    if let bytes = try reader.optionalByteString("bodySerialSHA256") {
      guard let digest = Digest(bytes: bytes) else {
        throw ManifestError(code: .valueOutOfRange, detail: "bodySerialSHA256 is not 32 bytes")
      }
      bodySerial = digest
    }
  }

  func value() throws(ManifestError) -> CBORValue {
    var entries: [CBOREntry] = []
    for (key, text) in [
      ("make", make), ("model", model), ("dateTimeOriginal", dateTimeOriginal),
      ("offsetTimeOriginal", offsetTimeOriginal),
    ] {
      guard let text else { continue }
      entries.append(CBOREntry(key, .textString(try StatementRules.text(text, "capture.\(key)"))))
    }
    if let bodySerial {
      entries.append(CBOREntry("bodySerialSHA256", .byteString(bodySerial.bytes)))
    }
    return .map(entries)
  }
}
