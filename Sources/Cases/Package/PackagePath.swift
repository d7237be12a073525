/// Rules for the names in packages.
public enum PackagePath {
  /// The most bytes of a path.
  static let mostBytes = 200
  /// The most components.
  static let mostLevels = 6

  /// Whether `path` stays inside the package and can stand on every file system: relative, of printable
  /// ASCII, no empty, dotted or reserved component.
  public static func isSafe(_ path: String) -> Bool {
    let components = path.split(separator: "/", omittingEmptySubsequences: false)
    return (1...mostBytes).contains(path.utf8.count) && components.count <= mostLevels
      && components.allSatisfy(isSafe)
  }

  private static func isSafe(_ component: Substring) -> Bool {
    let forbidden = Set("\\:*?\"<>|".utf8)
    guard let first = component.utf8.first, let last = component.utf8.last else { return false }
    return component.utf8.allSatisfy { (0x20...0x7E).contains($0) && !forbidden.contains($0) }
      && first != UInt8(ascii: ".") && first != UInt8(ascii: " ") && first != UInt8(ascii: "-")
      && last != UInt8(ascii: ".") && last != UInt8(ascii: " ")
  }

  /// Throws the first of `paths` that is unsafe, or is another one again where capitals do not count.
  static func check(_ paths: [String]) throws(PackageError) {
    var seen: Set<String> = []
    for path in paths {
      guard isSafe(path) else { throw PackageError(.unsafeName, path: path) }
      guard seen.insert(path.lowercased()).inserted else {
        throw PackageError(.duplicateName, path: path)
      }
    }
  }
}
