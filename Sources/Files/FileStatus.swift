import Glibc

/// The `stat` calls, and the kind of file they report.
enum FileStatus {
  static func following(_ path: String) throws(FilesError) -> stat {
    try PathName.check(path)
    var status = stat()
    guard stat(path, &status) == 0 else { throw FilesError(errno: errno, path: path) }
    return status
  }

  static func ofLinkItself(_ path: String) throws(FilesError) -> stat {
    try PathName.check(path)
    var status = stat()
    guard lstat(path, &status) == 0 else { throw FilesError(errno: errno, path: path) }
    return status
  }

  static func isRegularFile(_ status: stat) -> Bool { status.st_mode & S_IFMT == S_IFREG }
  static func isDirectory(_ status: stat) -> Bool { status.st_mode & S_IFMT == S_IFDIR }
  static func isSymbolicLink(_ status: stat) -> Bool { status.st_mode & S_IFMT == S_IFLNK }
}
