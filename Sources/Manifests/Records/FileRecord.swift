public import Trust

/// The facts by which a file is known again.
public struct FileRecord: Hashable, Sendable {
  /// The digest of the whole file.
  public var sha256: Digest
  /// Bytes.
  public var size: Int64
  /// The file's own name, without a folder; left out where strangers read the record.
  public var fileName: String?
  /// Such as "image/jpeg".
  public var mediaType: String
  /// Columns, for a picture that was decoded.
  public var pixelWidth: Int?
  /// Rows, for a picture that was decoded.
  public var pixelHeight: Int?

  /// A file's facts; the pixels are left out for a file that is not decoded.
  public init(
    sha256: Digest, size: Int64, fileName: String?, mediaType: String, pixelWidth: Int? = nil,
    pixelHeight: Int? = nil
  ) {
    self.sha256 = sha256
    self.size = size
    self.fileName = fileName
    self.mediaType = mediaType
    self.pixelWidth = pixelWidth
    self.pixelHeight = pixelHeight
  }

  init(_ reader: StatementReader) throws(ManifestError) {
    guard let sha256 = Digest(bytes: try reader.byteString("sha256")) else {
      throw ManifestError(code: .valueOutOfRange, detail: "sha256 is not 32 bytes")
    }
    self.sha256 = sha256
    size = try reader.number("size", in: 0...(.max))
    fileName = try reader.optionalFileName("fileName")
    mediaType = try reader.text("mediaType")
    pixelWidth = try reader.optionalNumber("pixelWidth", in: StatementRules.pixels).map { Int($0) }
    pixelHeight = try reader.optionalNumber("pixelHeight", in: StatementRules.pixels)
      .map { Int($0) }
  }

  /// The map's entries. `path` names the map in errors.
  func entries(path: String) throws(ManifestError) -> [CBOREntry] {
    let size = try StatementRules.number(size, in: 0...(.max), "\(path).size")
    var entries = [
      CBOREntry("sha256", .byteString(sha256.bytes)), CBOREntry("size", .integer(size)),
      CBOREntry(
        "mediaType", .textString(try StatementRules.text(mediaType, "\(path).mediaType"))),
    ]
    if let fileName {
      let name = try StatementRules.fileName(fileName, "\(path).fileName")
      entries.append(CBOREntry("fileName", .textString(name)))
    }
    for (key, pixels) in [("pixelWidth", pixelWidth), ("pixelHeight", pixelHeight)] {
      guard let pixels else { continue }
      let number = try StatementRules.number(
        Int64(pixels), in: StatementRules.pixels, "\(path).\(key)")
      entries.append(CBOREntry(key, .integer(number)))
    }
    return entries
  }
}
