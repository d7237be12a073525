import Codecs

/// Serial numbers and places in picture files.
enum PrivateMetadata {
  /// Whether the picture's metadata tell a camera's serial number or a place. A file that is no picture, or
  /// cannot be decoded, has none that anybody would look for.
  static func isIn(_ file: [UInt8]) -> Bool {
    guard let image = try? SourceImage.decode(file) else { return false }
    if let exif = image.metadata.exif, let facts = ExifFacts.read(exif: exif),
      facts.bodySerialNumber != nil || facts.hasLocation
    {
      return true
    }
    let texts = ["GPSLatitude", "GPSLongitude", "SerialNumber", "SerialNo"]
    return image.metadata.xmp.map { packet in
      texts.contains { packet.firstRange(of: Array($0.utf8)) != nil }
    } ?? false
  }
}
