/// A name that a browser gave a file, cleaned: a path below the folder of its upload, and nothing else.
enum UploadName {
  /// Levels of folders that are kept, the innermost ones.
  private static let deepest = 6
  /// Bytes of one part: below what file systems take, with room for a number.
  private static let longest = 180
  private static let forbidden: Set<Unicode.Scalar> = [
    "/", "\\", ":", "*", "?", "\"", "<", ">", "|",
  ]

  /// The path for `name`, such as `shoot/IMG_1.jpg`; never empty, absolute, hidden or climbing.
  static func path(for name: String) -> String {
    let parts = name.split { $0 == "/" || $0 == "\\" }.map { clean(String($0)) }
      .filter { !$0.isEmpty }
    return parts.isEmpty ? "file" : parts.suffix(deepest).joined(separator: "/")
  }

  /// `path` with a number before its ending.
  static func numbered(_ path: String, _ number: Int) -> String {
    let name = path.split(separator: "/").last ?? ""
    guard let dot = name.lastIndex(of: "."), dot != name.startIndex else {
      return "\(path)-\(number)"
    }
    let ending = name[dot...]
    return "\(path.dropLast(ending.count))-\(number)\(ending)"
  }

  /// One part of a path without what file systems, terminals and spreadsheets stumble over.
  private static func clean(_ part: String) -> String {
    var result = ""
    for scalar in part.unicodeScalars {
      switch scalar.properties.generalCategory {
      case .control, .format, .surrogate, .privateUse, .unassigned, .lineSeparator,
        .paragraphSeparator:
        result.unicodeScalars.append("_")
      default: result.unicodeScalars.append(forbidden.contains(scalar) ? "_" : scalar)
      }
    }
    // A leading dot hides a file, and is all that `.` and `..` are made of.
    var kept = Substring(result).drop { $0 == "." || $0.isWhitespace }
    while let last = kept.last, last == "." || last.isWhitespace { kept.removeLast() }
    return shortened(kept)
  }

  /// Cut in the middle, so that the ending stays.
  private static func shortened(_ part: Substring) -> String {
    guard part.utf8.count > longest else { return String(part) }
    let ending = part.lastIndex(of: ".").map { part[$0...] } ?? ""
    let kept = ending.utf8.count <= 12 ? ending : ""
    var stem = part.dropLast(kept.count)
    while stem.utf8.count + kept.utf8.count > longest { stem.removeLast() }
    return stem + String(kept)
  }
}
