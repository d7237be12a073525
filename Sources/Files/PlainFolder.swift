import Glibc

/// A folder from somebody else, walked without following anything out of it.
public enum PlainFolder {
  /// The regular files below `path` with their relative paths and lengths, in bytewise order, names that
  /// begin with a dot among them.
  ///
  /// A link or a special file below it is refused (`notARegularFile`), so are a name that is not UTF-8,
  /// more than `limit` entries, and more than `levels` levels (`tooLarge`).
  public static func files(
    in path: String, atMost limit: Int, levels: Int
  ) throws(FilesError) -> [(path: String, bytes: Int64)] {
    var files: [(path: String, bytes: Int64)] = []
    var folders = [(relative: "", depth: 0)]
    var count = 0
    while let folder = folders.popLast() {
      let place = folder.relative.isEmpty ? path : PathName.join(path, folder.relative)
      let listing = try DirectoryListing.names(in: place, atMost: limit - count)
      if let problem = listing.problems.first { throw problem }
      count += listing.names.count
      for name in listing.names {
        let relative = folder.relative.isEmpty ? name : "\(folder.relative)/\(name)"
        let full = PathName.join(path, relative)
        let status = try FileStatus.ofLinkItself(full)
        if FileStatus.isDirectory(status) {
          guard folder.depth < levels else {
            throw FilesError(.tooLarge, path: full, detail: "more than \(levels) levels")
          }
          folders.append((relative, folder.depth + 1))
        } else if FileStatus.isRegularFile(status) {
          files.append((relative, Int64(status.st_size)))
        } else {
          throw FilesError(.notARegularFile, path: full, detail: "a link or a special file")
        }
      }
    }
    return files.sorted { PathName.precedes($0.path, $1.path) }
  }
}
