import Codecs
import FoundationEssentials

/// The facts of an EXIF block that the catalogue keeps, as JSON. The place a photo was taken at is
/// not among them, only whether the file has it.
struct ExifSummary: Codable {
  let make: String?
  let model: String?
  let software: String?
  let dateTimeOriginal: String?
  let offsetTimeOriginal: String?
  let subSecond: String?
  let bodySerialNumber: String?
  let lensModel: String?
  let hasLocation: Bool

  init(_ facts: ExifFacts) {
    make = facts.make
    model = facts.model
    software = facts.software
    dateTimeOriginal = facts.dateTimeOriginal
    offsetTimeOriginal = facts.offsetTimeOriginal
    subSecond = facts.subSecond
    bodySerialNumber = facts.bodySerialNumber
    lensModel = facts.lensModel
    hasLocation = facts.hasLocation
  }

  /// Reads what `json` wrote; nil for anything else.
  static func parse(_ json: String?) -> ExifSummary? {
    guard let json else { return nil }
    return try? JSONDecoder().decode(ExifSummary.self, from: Data(json.utf8))
  }

  var json: String? {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys]
    return (try? encoder.encode(self)).map { String(decoding: $0, as: UTF8.self) }
  }
}
