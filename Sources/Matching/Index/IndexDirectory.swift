import Files
import FoundationEssentials
import Glibc
import Trust

/// The folder an index lives in: a list of segments, replaced as a whole, and the segments' files,
/// which never change. A file the list does not name is not part of the index.
struct IndexDirectory: Sendable {
  let folder: String

  var listPath: String { "\(folder)/index.json" }
  var lockPath: String { "\(folder)/index.lock" }

  /// The list of segments.
  struct List: Codable, Equatable {
    struct Item: Codable, Equatable {
      var file: String
      var pictures: Int
      var sha256: String
    }

    var format = 1
    var codebook: String
    var extractor: String
    var segments: [Item] = []

    init(codebook: Codebook) {
      self.codebook = codebook.digest.hex
      extractor = FeatureExtractor.identifier
    }
  }

  /// The list; nil when there is no index yet.
  func readList(codebook: Codebook) throws(MatchingError) -> List? {
    let bytes: [UInt8]
    do throws(FilesError) { bytes = try FileBytes.read(listPath, atMost: 1 << 24) } catch {
      if error.code == .notFound { return nil }
      throw MatchingError(.indexInaccessible, "\(listPath): \(error.detail)")
    }
    guard let list = try? JSONDecoder().decode(List.self, from: Data(bytes)), list.format == 1
    else {
      throw MatchingError(.indexDamaged, listPath)
    }
    guard list.codebook == codebook.digest.hex, list.extractor == FeatureExtractor.identifier else {
      throw MatchingError(.indexOfOtherVersion, listPath)
    }
    guard list.segments.allSatisfy({ Self.isSegmentName($0.file) }) else {
      throw MatchingError(.indexDamaged, "\(listPath): a segment outside the folder")
    }
    return list
  }

  func write(_ list: List) throws(MatchingError) {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys]
    guard let data = try? encoder.encode(list) else {
      throw MatchingError(.indexInaccessible, "the list cannot be written")
    }
    try write(Array(data), to: listPath)
  }

  func write(segment bytes: [UInt8], named name: String) throws(MatchingError) {
    try write(bytes, to: "\(folder)/\(name)")
  }

  func segment(_ item: List.Item, codebook: Codebook) throws(MatchingError) -> Segment {
    try Segment("\(folder)/\(item.file)", codebook: codebook)
  }

  /// Removes segments that `list` does not name: what a killed run or a merge left.
  func removeStray(keeping list: List) {
    _ = try? AtomicFile.removeStalePartials(in: folder)
    let kept = Set(list.segments.map(\.file))
    for name in names where Self.isSegmentName(name) && !kept.contains(name) {
      unlink("\(folder)/\(name)")
    }
  }

  /// A name no segment in the folder has.
  func freshName() -> String {
    let numbers = names.compactMap { name in
      Self.isSegmentName(name) ? Int(name.dropLast(Self.suffix.count)) : nil
    }
    let number = String((numbers.max() ?? 0) + 1)
    return String(repeating: "0", count: max(0, 8 - number.count)) + number + Self.suffix
  }

  private var names: [String] {
    guard let stream = opendir(folder) else { return [] }
    defer { closedir(stream) }
    var names: [String] = []
    while let entry = readdir(stream) {
      names.append(
        withUnsafeBytes(of: entry.pointee.d_name) {
          String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self)
        })
    }
    return names
  }

  private func write(_ bytes: [UInt8], to path: String) throws(MatchingError) {
    do throws(FilesError) {
      try AtomicFile.write(bytes, to: path, mode: 0o600, replacing: true)
    } catch { throw MatchingError(.indexInaccessible, "\(path): \(error.detail)") }
  }

  private static let suffix = ".segment"

  private static func isSegmentName(_ name: String) -> Bool {
    guard name.hasSuffix(suffix) else { return false }
    let digits = name.dropLast(suffix.count)
    return (8...18).contains(digits.count) && digits.allSatisfy { $0.isASCII && $0.isNumber }
  }
}
