/// The file that was delivered, as far as it can be named inside itself: the hash is the manifest's
/// hard binding.
public struct OutputRecord: Hashable, Sendable {
  /// Such as "image/jpeg".
  public var mediaType: String
  /// Columns.
  public var pixelWidth: Int
  /// Rows.
  public var pixelHeight: Int

  /// A delivered picture's facts.
  public init(mediaType: String, pixelWidth: Int, pixelHeight: Int) {
    self.mediaType = mediaType
    self.pixelWidth = pixelWidth
    self.pixelHeight = pixelHeight
  }

  init(_ reader: StatementReader) throws(ManifestError) {
    mediaType = try reader.text("mediaType")
    pixelWidth = Int(try reader.number("pixelWidth", in: StatementRules.pixels))
    pixelHeight = Int(try reader.number("pixelHeight", in: StatementRules.pixels))
  }

  func value() throws(ManifestError) -> CBORValue {
    var entries = [
      CBOREntry(
        "mediaType", .textString(try StatementRules.text(mediaType, "output.mediaType")))
    ]
    for (key, pixels) in [("pixelWidth", pixelWidth), ("pixelHeight", pixelHeight)] {
      let number = try StatementRules.number(
        Int64(pixels), in: StatementRules.pixels, "output.\(key)")
      entries.append(CBOREntry(key, .integer(number)))
    }
    return .map(entries)
  }
}
