import Codecs
import Files

/// Where the outputs of a run go: every source keeps its place below the output folder and its
/// name, with the ending of the output's format.
struct OutputPlan: Sendable {
  private let folder: String
  /// Which source has a path, both by their hashes: a plan may be kept for a million files.
  private var owners: [Int: Int] = [:]

  init(folder: String) { self.folder = folder }

  /// The output path of a file. When two files want one path, the later one gets `-2`, `-3`… before
  /// its ending; files are planned in the order of the walk, so that a second run plans alike. A file
  /// that is planned again has the path it had.
  ///
  /// - Parameter subfolder: below the output folder, with a slash at the end; may be empty.
  mutating func path(
    for file: FoundFile, in subfolder: String, format: ImageFormat
  ) -> String {
    let owner = file.path.hashValue
    var number = 1
    while true {
      let candidate = candidate(number, for: file, in: subfolder, format)
      if owners[candidate.hashValue, default: owner] == owner {
        owners[candidate.hashValue] = owner
        return candidate
      }
      number += 1
    }
  }

  /// Gives a file the one of `paths` that it could have been planned for, if it is nobody's: where its
  /// copy went in an earlier run.
  mutating func keep(
    _ paths: [String], for file: FoundFile, in subfolder: String, format: ImageFormat
  ) -> String? {
    guard !paths.isEmpty else { return nil }
    let known = Set(paths)
    let owner = file.path.hashValue
    for number in 1...(paths.count + Self.gap) {
      let candidate = candidate(number, for: file, in: subfolder, format)
      if known.contains(candidate), owners[candidate.hashValue, default: owner] == owner {
        owners[candidate.hashValue] = owner
        return candidate
      }
    }
    return nil
  }

  /// How many numbers beyond its own paths are tried to find the one a file had.
  private static let gap = 8

  private func candidate(
    _ number: Int, for file: FoundFile, in subfolder: String, _ format: ImageFormat
  ) -> String {
    let (stem, ending) = Self.split(file.relativePath)
    let kept = ending.flatMap { Self.formats[$0.lowercased()] } == format ? ending : nil
    let newEnding = kept ?? format.fileExtension
    return "\(folder)/\(subfolder)\(stem)\(number == 1 ? "" : "-\(number)").\(newEnding)"
  }

  private static let formats: [String: ImageFormat] = [
    "jpg": .jpeg, "jpeg": .jpeg, "jpe": .jpeg, "png": .png, "webp": .webp,
  ]

  /// The path without its ending, and the ending when it names a picture format.
  private static func split(_ path: String) -> (stem: String, ending: String?) {
    guard let dot = path.lastIndex(of: "."),
      path[dot...].dropFirst().allSatisfy({ $0.isASCII && ($0.isLetter || $0.isNumber) }),
      path[dot...].count > 1, path[dot...].count <= 6,
      path[..<dot].last.map({ $0 != "/" }) ?? false
    else { return (path, nil) }
    return (String(path[..<dot]), String(path[dot...].dropFirst()))
  }
}
