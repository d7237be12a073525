import Codecs
import Manifests
import Pixels

/// Whether a file looks like what came out of the camera, by the marks a platform's reviewer looks
/// for. It finds reasons to doubt; it cannot prove that a file is untouched.
enum Originality {
  /// Lower-case parts of the names that editors, converters and chat programs leave in the
  /// software field. Camera firmware writes there too, so only known names count.
  private static let editors = [
    "photoshop", "lightroom", "gimp", "paint", "snapseed", "picsart", "meitu", "美图", "xiuxiu",
    "capture one", "affinity", "acdsee", "picasa", "canva", "photoscape", "xnview", "irfanview",
    "imagemagick", "screenshot", "wechat", "微信", "wps", "醒图", "camera raw", "dxo", "luminar",
  ]

  /// Reasons to doubt a decoded picture.
  static func findings(_ image: SourceImage) -> [FindingCode] {
    findings(exif: image.metadata.exif, xmp: image.metadata.xmp, size: image.raster.size)
  }

  private static func findings(exif: [UInt8]?, xmp: [UInt8]?, size: Size) -> [FindingCode] {
    var findings: [FindingCode] = []
    let facts = exif.flatMap { ExifFacts.read(exif: $0) }
    if let facts {
      if facts.make == nil, facts.model == nil { findings.append(.cameraAbsent) }
      if facts.dateTimeOriginal == nil { findings.append(.timeAbsent) }
      if let software = facts.software?.lowercased(),
        editors.contains(where: { software.contains($0) })
      {
        findings.append(.editedBySoftware)
      }
      if let width = facts.pixelXDimension, let height = facts.pixelYDimension, width > 0,
        height > 0, Set([width, height]) != Set([size.width, size.height])
      {
        findings.append(.sizeDiffersFromExif)
      }
    } else {
      findings.append(.exifAbsent)
    }
    if let xmp, hasEditingHistory(xmp) { findings.append(.editedHistory) }
    return findings
  }

  /// Whether a capture time without zone, as EXIF writes it, lies after `now` (unix milliseconds)
  /// wherever on earth it was taken.
  static func isAfterClock(_ captured: String, now: Int64) -> Bool {
    let latest = UniversalTime.text(unixMilliseconds: now + furthestZone)
    func digits(_ text: String) -> String { text.filter { $0.isASCII && $0.isNumber } }
    guard let latest, digits(captured).count == 14 else { return false }
    return digits(captured) > digits(latest).prefix(14)
  }

  /// The zone furthest ahead of UTC, milliseconds.
  private static let furthestZone: Int64 = 14 * 3_600_000

  private static func hasEditingHistory(_ xmp: [UInt8]) -> Bool {
    let text = String(decoding: xmp.prefix(1 << 20), as: UTF8.self)
    return ["xmpMM:History", "photoshop:DocumentAncestors", "crs:HasSettings"].contains {
      text.contains($0)
    }
  }
}
