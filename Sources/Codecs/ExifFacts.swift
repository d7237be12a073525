import CEXIF

/// What a camera says about a photograph, read from an Exif block for people and comparisons.
public struct ExifFacts: Sendable, Equatable {
  /// Maker of the camera.
  public var make: String?
  /// Model of the camera.
  public var model: String?
  /// The program that last wrote the file.
  public var software: String?
  /// When the picture was taken, as found: usually `YYYY:MM:DD HH:MM:SS`, local time.
  public var dateTimeOriginal: String?
  /// The offset of that time from UTC, as found: `+08:00`.
  public var offsetTimeOriginal: String?
  /// The fraction of a second of that time, as found: decimal digits.
  public var subSecond: String?
  /// The Orientation tag, as found.
  public var orientation: Int?
  /// Serial number of the camera body.
  public var bodySerialNumber: String?
  /// Model of the lens.
  public var lensModel: String?
  /// Whether latitude and longitude are given.
  public var hasLocation = false
  /// Columns of the picture the camera wrote.
  public var pixelXDimension: Int?
  /// Rows of the picture the camera wrote.
  public var pixelYDimension: Int?

  /// Reads a TIFF block from its `II` or `MM` on (JEITA CP-3451); nil when it is none, or has
  /// nothing of interest. Texts are valid UTF-8 without control characters or outer blanks, at
  /// most 256 characters.
  public static func read(exif: [UInt8]) -> ExifFacts? {
    guard let block = TIFFOrientation.block(from: exif), block.count <= 16 << 20,
      let data = exif_data_new()
    else { return nil }
    defer { exif_data_unref(data) }
    // libexif would otherwise add and change entries to what the specification wants.
    exif_data_unset_option(data, EXIF_DATA_OPTION_FOLLOW_SPECIFICATION)
    let identified = JPEGSegments.exifIdentifier + block
    exif_data_load_data(data, identified, UInt32(identified.count))
    let facts = ExifFacts(data)
    return facts == ExifFacts() ? nil : facts
  }

  private init() {}

  private init(_ data: UnsafeMutablePointer<ExifData>) {
    let order = exif_data_get_byte_order(data)
    let (image, _, camera, location, _) = data.pointee.ifd
    make = Self.text(0x010F, in: image)
    model = Self.text(0x0110, in: image)
    software = Self.text(0x0131, in: image)
    orientation = Self.number(0x0112, in: image, order)
    dateTimeOriginal = Self.text(0x9003, in: camera)
    offsetTimeOriginal = Self.text(0x9011, in: camera)
    subSecond = Self.text(0x9291, in: camera)
    bodySerialNumber = Self.text(0xA431, in: camera)
    lensModel = Self.text(0xA434, in: camera)
    pixelXDimension = Self.number(0xA002, in: camera, order)
    pixelYDimension = Self.number(0xA003, in: camera, order)
    hasLocation = Self.entry(2, in: location) != nil && Self.entry(4, in: location) != nil
  }

  private static func entry(
    _ tag: UInt32, in directory: UnsafeMutablePointer<ExifContent>?
  ) -> ExifEntry? {
    guard let directory,
      let entry = exif_content_get_entry(directory, ExifTag(rawValue: tag))
    else { return nil }
    return entry.pointee
  }

  private static func text(
    _ tag: UInt32, in directory: UnsafeMutablePointer<ExifContent>?
  ) -> String? {
    guard let entry = entry(tag, in: directory), let start = entry.data,
      entry.format == EXIF_FORMAT_ASCII || entry.format == EXIF_FORMAT_UNDEFINED
    else { return nil }
    // Four bytes hold any character of UTF-8; more than that for each of 256 is not looked at.
    let bytes = UnsafeBufferPointer(start: start, count: min(Int(entry.size), 4096))
    var scalars = String.UnicodeScalarView()
    for scalar in String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self).unicodeScalars {
      let isControl = scalar.properties.generalCategory == .control
      scalars.append(isControl ? " " : scalar)
    }
    let isBlank: (Character) -> Bool = { $0.isWhitespace }
    let trimmed = String(scalars).drop(while: isBlank).prefix(256)
    guard let last = trimmed.lastIndex(where: { !$0.isWhitespace }) else { return nil }
    return String(trimmed[...last])
  }

  private static func number(
    _ tag: UInt32, in directory: UnsafeMutablePointer<ExifContent>?, _ order: ExifByteOrder
  ) -> Int? {
    guard let entry = entry(tag, in: directory), let start = entry.data, entry.components >= 1
    else { return nil }
    switch entry.format {
    case EXIF_FORMAT_SHORT where entry.size >= 2: return Int(exif_get_short(start, order))
    case EXIF_FORMAT_LONG where entry.size >= 4: return Int(exif_get_long(start, order))
    default: return nil
    }
  }
}
