import Codecs
import Files

/// Where the outputs of a run go: every source keeps its place below the output folder and its
/// name, with the ending of the output's format.
struct OutputPlan {
  private let folder: String
  private var taken: Set<String> = []

  init(folder: String) { self.folder = folder }

  /// The output path of a file. When two files want one path, the later one gets `-2`, `-3`… before
  /// its ending; files are planned in the order of the walk, so that a second run plans alike.
  ///
  /// - Parameter subfolder: below the output folder, with a slash at the end; may be empty.
  mutating func path(
    for file: FoundFile, in subfolder: String, format: ImageFormat
  ) -> String {
    let (stem, ending) = Self.split(file.relativePath)
    let kept = ending.flatMap { Self.formats[$0.lowercased()] } == format ? ending : nil
    let newEnding = kept ?? format.fileExtension
    var candidate = "\(folder)/\(subfolder)\(stem).\(newEnding)"
    var number = 1
    while !taken.insert(candidate).inserted {
      number += 1
      candidate = "\(folder)/\(subfolder)\(stem)-\(number).\(newEnding)"
    }
    return candidate
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
