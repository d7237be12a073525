import Glibc

/// A hidden folder in which something is made, beside its place, until it is whole; only its owner can
/// enter it. Dropping the value removes it with all that is in it; what a killed process leaves,
/// `AtomicFile.removeStalePartials` removes.
public struct PartialFolder: ~Copyable {
  /// The folder.
  public let path: String
  private let lock: FileLock

  /// An empty folder beside `target`, whose parents are made.
  public init(beside target: String) throws(FilesError) {
    let (directory, name) = try PathName.split(target)
    try Directory.create(directory)
    for _ in 0..<16 {
      let partial = PathName.partial(of: name, random: .random(in: 0...(.max)))
      let path = PathName.join(directory, partial)
      guard mkdir(path, 0o700) == 0 else {
        if errno == EEXIST { continue }
        throw FilesError(errno: errno, path: target)
      }
      do throws(FilesError) {
        // Nil, or an error, when a cleaner took the new folder for a stale one.
        if let lock = try FileLock.acquire(Self.lock(of: path)) {
          self.path = path
          self.lock = lock
          return
        }
      } catch {
        rmdir(path)
        if error.code != .notFound { throw error }
      }
    }
    throw FilesError(.ioFailed, path: target, detail: "no free temporary name")
  }

  deinit { Self.remove(path) }

  private static func lock(of path: String) -> String { PathName.join(path, ".lock") }

  /// Removes the folder at `path` unless a process is at work in it; whether it did.
  static func removeIfStale(_ path: String) -> Bool {
    guard let status = try? FileStatus.ofLinkItself(path), FileStatus.isDirectory(status),
      let lock = try? FileLock.acquire(lock(of: path))
    else { return false }
    defer { withExtendedLifetime(lock) {} }
    return remove(path)
  }

  /// Links are removed, never followed.
  @discardableResult
  private static func remove(_ path: String) -> Bool {
    let names = (try? DirectoryListing.names(in: path))?.names ?? []
    for name in names {
      let entry = PathName.join(path, name)
      if unlink(entry) != 0 { remove(entry) }
    }
    return rmdir(path) == 0
  }
}
