public import Glibc

/// Files that appear whole or not at all.
public enum AtomicFile {
  /// Writes `bytes` so that `path` holds either its old contents or all the new ones, also after a
  /// loss of power.
  ///
  /// A symbolic link at `path` is replaced itself, not its target. `mode` is narrowed by the
  /// process's umask. Throws `alreadyExists` when something is there and `replacing` is false. On
  /// any failure nothing is left behind.
  public static func write(
    _ bytes: [UInt8], to path: String, mode: mode_t = 0o644, replacing: Bool
  ) throws(FilesError) {
    let prepared = try prepare(bytes, for: path, mode: mode)
    try prepared.commit(replacing: replacing)
  }

  /// The first half of `write`: the bytes are on disk beside `path` under a temporary name, until
  /// the value is committed or dropped.
  public static func prepare(
    _ bytes: [UInt8], for path: String, mode: mode_t = 0o644
  ) throws(FilesError) -> PreparedFile {
    try PreparedFile(bytes, for: path, mode: mode)
  }

  /// Deletes what interrupted processes left unfinished in `directory` (not below it): files and
  /// folders with the temporary ending that nobody holds any more. Returns their names in bytewise
  /// order.
  @discardableResult
  public static func removeStalePartials(in directory: String) throws(FilesError) -> [String] {
    var removed: [String] = []
    for entry in try DirectoryListing.names(in: directory).names
    where entry.hasPrefix(".") && entry.hasSuffix(PathName.partialSuffix) {
      let path = PathName.join(directory, entry)
      if removeIfStale(path) || PartialFolder.removeIfStale(path) { removed.append(entry) }
    }
    return removed
  }

  /// The same for the folder of `path`, as far as it can be done.
  public static func removeStalePartials(beside path: String) {
    guard let directory = try? PathName.split(path).directory else { return }
    _ = try? removeStalePartials(in: directory)
  }

  /// What cannot be opened or locked is left alone: it belongs to someone else, or is gone.
  private static func removeIfStale(_ path: String) -> Bool {
    do throws(FilesError) {
      let flags = O_RDONLY | O_NONBLOCK | O_NOCTTY | O_NOFOLLOW
      let descriptor = try Descriptor(opening: path, flags)
      guard FileStatus.isRegularFile(try descriptor.status()), try descriptor.tryLock() else {
        return false
      }
      return unlink(path) == 0
    } catch {
      return false
    }
  }
}
