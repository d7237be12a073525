import Glibc

/// Folders.
public enum Directory {
  /// Makes `path` a folder that only its owner can enter (mode 0700), with the parents it needs.
  /// Folders that exist already keep their permissions. Throws `alreadyExists` when something
  /// else is in the way.
  public static func createPrivate(_ path: String) throws(FilesError) {
    try create(path, mode: 0o700)
  }

  /// Makes `path` a folder with the parents it needs, readable as the user's mask says. Folders
  /// that exist already are left alone. Throws `alreadyExists` when something else is in the way.
  public static func create(_ path: String) throws(FilesError) {
    try create(path, mode: 0o777)
  }

  /// Whether both paths lead to one and the same folder. False when either is no folder.
  public static func isSame(_ first: String, _ second: String) -> Bool {
    guard let first = try? FileStatus.following(first),
      let second = try? FileStatus.following(second), FileStatus.isDirectory(first)
    else { return false }
    return first.st_ino == second.st_ino && first.st_dev == second.st_dev
  }

  /// Whether the folder at `path` is the one at `folder` or anywhere below it. False when either is no
  /// folder.
  public static func contains(_ folder: String, _ path: String) -> Bool {
    guard let wanted = try? FileStatus.following(folder), let real = realpath(path, nil) else {
      return false
    }
    defer { free(real) }
    var place = String(cString: real)
    while true {
      guard let status = try? FileStatus.following(place), FileStatus.isDirectory(status) else {
        return false
      }
      if status.st_ino == wanted.st_ino && status.st_dev == wanted.st_dev { return true }
      guard place != "/", let slash = place.lastIndex(of: "/") else { return false }
      place = slash == place.startIndex ? "/" : String(place[..<slash])
    }
  }

  /// Whether `path` leads to a folder.
  public static func exists(_ path: String) -> Bool {
    guard let status = try? FileStatus.following(path) else { return false }
    return FileStatus.isDirectory(status)
  }

  /// Whether the folder at `path` has nothing in it.
  public static func isEmpty(_ path: String) throws(FilesError) -> Bool {
    let (names, problems) = try DirectoryListing.names(in: path)
    return names.isEmpty && problems.isEmpty
  }

  private static func create(_ path: String, mode: mode_t) throws(FilesError) {
    try PathName.check(path)
    var built = path.hasPrefix("/") ? "/" : ""
    for component in path.split(separator: "/", omittingEmptySubsequences: true) {
      built = built.isEmpty ? String(component) : PathName.join(built, String(component))
      if mkdir(built, mode) == 0 { continue }
      let failure = FilesError(errno: errno, path: path)
      // Any error may hide that the folder is there: a read-only parent reports its own first.
      guard let status = try? FileStatus.following(built), FileStatus.isDirectory(status) else {
        throw failure
      }
    }
  }
}
