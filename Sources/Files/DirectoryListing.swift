import Glibc

/// The names in one directory.
enum DirectoryListing {
  /// The names without `.` and `..`, in bytewise order, and one problem for each name that is not
  /// UTF-8. More than `limit` names are refused (`tooLarge`).
  static func names(
    in directory: String, atMost limit: Int = 1_000_000
  ) throws(FilesError) -> (names: [String], problems: [FilesError]) {
    try PathName.check(directory)
    guard let stream = opendir(directory) else { throw FilesError(errno: errno, path: directory) }
    defer { closedir(stream) }
    var names: [String] = []
    var problems: [FilesError] = []
    while true {
      errno = 0
      guard let entry = readdir(stream) else {
        if errno != 0 { throw FilesError(errno: errno, path: directory) }
        break
      }
      let bytes = nameBytes(of: entry)
      if bytes == [0x2E] || bytes == [0x2E, 0x2E] { continue }
      guard names.count + problems.count < limit else {
        throw FilesError(.tooLarge, path: directory, detail: "more than \(limit) names")
      }
      if let name = String(validating: bytes, as: UTF8.self) {
        names.append(name)
      } else {
        let shown = PathName.join(directory, String(decoding: bytes, as: UTF8.self))
        problems.append(FilesError(.nameNotUTF8, path: shown, detail: "the name is not UTF-8"))
      }
    }
    names.sort(by: PathName.precedes)
    problems.sort { PathName.precedes($0.path, $1.path) }
    return (names, problems)
  }

  /// Read in place: the record the system returns may be shorter than the declared structure.
  private static func nameBytes(of entry: UnsafeMutablePointer<dirent>) -> [UInt8] {
    guard let offset = MemoryLayout<dirent>.offset(of: \.d_name) else { return [] }
    let start = UnsafeRawPointer(entry).advanced(by: offset)
    let count = strlen(start.assumingMemoryBound(to: CChar.self))
    return [UInt8](UnsafeRawBufferPointer(start: start, count: count))
  }
}
