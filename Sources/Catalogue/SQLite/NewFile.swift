import Glibc

/// A file that appears under its name only when it is finished.
///
/// Until then it has another name in the same folder; when it is dropped unfinished it is removed.
/// Nobody but its owner may read it.
struct NewFile: ~Copyable {
  /// Where it is being made: an empty file at first.
  let temporaryPath: String
  private let path: String

  /// Begins a file that is to be at `path`, where nothing may be.
  init(at path: String) throws(CatalogueError) {
    guard access(path, F_OK) != 0 else { throw CatalogueError(.alreadyExists, path) }
    let suffix = String(UInt64.random(in: .min ... .max), radix: 36)
    let temporaryPath = "\(path).new-\(suffix)"
    let descriptor = Glibc.open(temporaryPath, O_CREAT | O_EXCL | O_RDWR | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { throw Self.error(errno, temporaryPath) }
    close(descriptor)
    self.temporaryPath = temporaryPath
    self.path = path
  }

  deinit { unlink(temporaryPath) }

  /// Makes it durable and gives it its name, unless something has appeared there meanwhile.
  consuming func publish() throws(CatalogueError) {
    try Self.synchronize(temporaryPath, O_RDWR)
    // Unlike renaming, a new link never replaces what is there. Some file systems (FAT) know no
    // links: there the name is checked once more and the file renamed.
    if link(temporaryPath, path) != 0 {
      let reason = errno
      guard reason == EPERM || reason == EOPNOTSUPP || reason == ENOSYS,
        access(path, F_OK) != 0
      else { throw Self.error(reason == EPERM ? EEXIST : reason, path) }
      guard rename(temporaryPath, path) == 0 else { throw Self.error(errno, path) }
    }
    let folder = path.lastIndex(of: "/").map { String(path[...$0]) } ?? "."
    try Self.synchronize(folder, O_RDONLY)
  }

  private static func synchronize(_ path: String, _ mode: Int32) throws(CatalogueError) {
    let descriptor = Glibc.open(path, mode | O_CLOEXEC)
    guard descriptor >= 0 else { throw error(errno, path) }
    defer { close(descriptor) }
    guard fsync(descriptor) == 0 else { throw error(errno, path) }
  }

  static func error(_ number: Int32, _ path: String) -> CatalogueError {
    let code: CatalogueError.Code =
      switch number {
      case EEXIST: .alreadyExists
      case ENOENT, ENOTDIR: .notFound
      case ENOSPC, EDQUOT: .diskFull
      case EROFS, EACCES, EPERM: .readOnly
      default: .inputOutput
      }
    return CatalogueError(code, "\(path): \(String(cString: strerror(number)))")
  }
}
