/// Path arithmetic on text: joining, parents, last components.
enum PathName {
  /// The longest name a Linux file system takes, in bytes.
  static let longestName = 255

  /// The end of the names of unfinished files.
  static let partialSuffix = ".yuantu-partial"

  /// Refuses what the C library would silently cut short or read as the current directory.
  static func check(_ path: String) throws(FilesError) {
    if path.isEmpty { throw FilesError(.notFound, path: path, detail: "empty path") }
    if path.utf8.contains(0) {
      throw FilesError(.notFound, path: path, detail: "the path holds a zero byte")
    }
  }

  static func join(_ directory: String, _ name: String) -> String {
    directory.utf8.last == UInt8(ascii: "/") ? directory + name : "\(directory)/\(name)"
  }

  /// The directory of `path` and the name in it. A name that no regular file can have is refused.
  static func split(_ path: String) throws(FilesError) -> (directory: String, name: String) {
    try check(path)
    let bytes = path.utf8
    let slash = bytes.lastIndex(of: UInt8(ascii: "/"))
    let name = String(path[(slash.map { bytes.index(after: $0) } ?? bytes.startIndex)...])
    if name.isEmpty || name == "." || name == ".." {
      throw FilesError(.notARegularFile, path: path, detail: "the path names a directory")
    }
    guard let slash else { return (".", name) }
    return (slash == bytes.startIndex ? "/" : String(path[..<slash]), name)
  }

  /// The last component, trailing slashes left out; `path` itself when there is none.
  static func last(of path: String) -> String {
    path.split(separator: "/", omittingEmptySubsequences: true).last.map(String.init) ?? path
  }

  /// `.<name>.<random>.yuantu-partial`, with the name cut at a character so that all of it fits.
  static func partial(of name: String, random: UInt64) -> String {
    let end = "." + String(random, radix: 16) + partialSuffix
    let room = longestName - end.utf8.count - 1
    var kept = Substring(name)
    while kept.utf8.count > room { kept.unicodeScalars.removeLast() }
    return ".\(kept)\(end)"
  }

  /// Bytewise order, the same in every locale.
  static func precedes(_ left: String, _ right: String) -> Bool {
    left.utf8.lexicographicallyPrecedes(right.utf8)
  }
}
