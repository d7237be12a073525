import Catalogue
import Files
import Matching
import Wording

/// The pictures taken together with an original: same folder, and by EXIF the same camera within hours or, where
/// that says nothing, names of one series.
struct Shoot: Sendable {
  /// One of them, with what connects it.
  struct Neighbour: Sendable {
    let original: OriginalEntry
    /// Seconds between the two by EXIF, when both have a time.
    let seconds: Int?
    /// Whether camera maker, model and serial number agree; nil when one of the two has none.
    let isSameDevice: Bool?
    /// Whether it shows nearly the same frame: no use as a second picture of a set.
    let isNearDuplicate: Bool
  }

  /// Longer pauses make two shoots.
  private static let longestPause = 12 * 3600
  /// Frames between two pictures of one series.
  private static let longestSeries = 50
  /// A folder with more originals than this is looked at only so far.
  private static let mostLookedAt = 5000

  let original: OriginalEntry
  /// Nearest in time, then by name.
  let neighbours: [Neighbour]
  /// Layered documents and raw files of the same folder.
  let sources: [OriginalEntry]

  init(of original: OriginalEntry, in store: any CatalogueStore) throws {
    self.original = original
    let folder = Self.folder(of: original.path)
    var found: [[UInt8]] = []
    try store.forEachOriginal { entry in
      if found.count < Self.mostLookedAt, entry.sha256 != original.sha256,
        Self.folder(of: entry.path) == folder
      {
        found.append(entry.sha256)
      }
    }
    var neighbours: [Neighbour] = []
    var sources: [OriginalEntry] = []
    let own = ExifSummary.parse(original.exifJSON)
    let ownHash = Self.hash(original)
    for sha256 in found {
      guard let entry = try store.original(sha256: sha256) else { continue }
      if entry.pixelWidth == nil {
        sources.append(entry)
        continue
      }
      let other = ExifSummary.parse(entry.exifJSON)
      let seconds = Self.seconds(own?.dateTimeOriginal, other?.dateTimeOriginal)
      if let seconds, seconds > Self.longestPause { continue }
      let device = Self.isSameDevice(own, other)
      if device == false { continue }
      if seconds == nil, !Self.isSeries(original.fileName, entry.fileName) { continue }
      let distance = ownHash.flatMap { own in Self.hash(entry).map { own.distance(to: $0) } }
      neighbours.append(
        Neighbour(
          original: entry, seconds: seconds, isSameDevice: device,
          isNearDuplicate: distance.map { $0 <= PerceptualHash.matchDistance } ?? false))
    }
    self.neighbours = neighbours.sorted {
      ($0.seconds ?? .max, $0.original.fileName) < ($1.seconds ?? .max, $1.original.fileName)
    }
    self.sources = sources.sorted { $0.fileName < $1.fileName }
  }

  /// Those that can stand as further pictures of the set.
  var setPictures: [OriginalEntry] { neighbours.filter { !$0.isNearDuplicate }.map(\.original) }

  /// What there is, in words.
  var text: LocalizedText {
    let devices = neighbours.compactMap(\.isSameDevice)
    let device =
      devices.isEmpty
      ? LocalizedText("无法比较", "cannot be compared")
      : devices.allSatisfy { $0 }
        ? LocalizedText("一致", "the same") : LocalizedText("不一致", "different")
    return LocalizedText(
      "持有原图 1 张（\(original.fileName)）；同组照片 \(neighbours.count) 张；拍摄设备（EXIF 自述）"
        + "\(device.text(in: .simplifiedChinese));RAW 或分层文件 \(sources.count) 个。",
      "1 original held (\(original.fileName)); \(neighbours.count) neighbours of the same shoot; device "
        + "(as EXIF says) \(device.text(in: .english)); \(sources.count) raw or layered files.")
  }

  /// Names that differ in a number at their end only, by a few frames, as cameras give them.
  private static func isSeries(_ first: String, _ second: String) -> Bool {
    func parts(_ name: String) -> (prefix: Substring, number: Int)? {
      let stem = name.lastIndex(of: ".").map { name[..<$0] } ?? name[...]
      let digits = stem.reversed().prefix { $0.isASCII && $0.isNumber }.count
      guard (3...9).contains(digits), let number = Int(stem.suffix(digits)) else { return nil }
      return (stem.dropLast(digits), number)
    }
    guard let first = parts(first), let second = parts(second) else { return false }
    return first.prefix == second.prefix && abs(first.number - second.number) <= longestSeries
  }

  private static func folder(of path: String) -> Substring {
    path[..<(path.lastIndex(of: "/") ?? path.startIndex)]
  }

  private static func hash(_ entry: OriginalEntry) -> PerceptualHash? {
    (entry.contentHashes?.prefix(PerceptualHash.byteCount)).flatMap { PerceptualHash(bytes: $0) }
  }

  private static func isSameDevice(_ first: ExifSummary?, _ second: ExifSummary?) -> Bool? {
    guard let first, let second, first.make != nil || first.model != nil,
      second.make != nil || second.model != nil
    else { return nil }
    let serials = [first.bodySerialNumber, second.bodySerialNumber].compactMap { $0 }
    return first.make == second.make && first.model == second.model
      && (serials.count < 2 || serials[0] == serials[1])
  }

  /// Between two texts of the form `2026:11:24 09:30:05`.
  private static func seconds(_ first: String?, _ second: String?) -> Int? {
    guard let first = first.flatMap(moment), let second = second.flatMap(moment) else { return nil }
    return abs(first - second)
  }

  /// Seconds on a calendar of equal months: differences within a day are exact but at a month's end.
  private static func moment(_ text: String) -> Int? {
    let numbers = text.split { !$0.isNumber }.map { Int($0) }
    guard numbers.count >= 6 else { return nil }
    var total = 0
    for (number, unit) in zip(numbers, [372 * 86_400, 31 * 86_400, 86_400, 3600, 60, 1]) {
      guard let number, (0...9999).contains(number) else { return nil }
      total += number * unit
    }
    return total
  }
}
