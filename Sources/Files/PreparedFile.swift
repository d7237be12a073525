import Glibc

/// A finished file under a temporary name, waiting for its real one. Dropping the value removes
/// the temporary.
public struct PreparedFile: ~Copyable {
  /// Where the file will be.
  public let path: String
  /// Where it is until then: for a library that fills a file by its name. Such contents the caller
  /// makes durable before `commit`.
  public var temporaryPath: String { temporary }
  private let temporary: String
  private let directory: String
  private let descriptor: Descriptor
  private var isRenamed = false

  init(_ bytes: [UInt8], for path: String, mode: mode_t) throws(FilesError) {
    let (directory, name) = try PathName.split(path)
    guard name.utf8.count <= PathName.longestName else {
      throw FilesError(errno: ENAMETOOLONG, path: path)
    }
    let descriptor = try PreparedFile.create(in: directory, name: name, mode: mode, for: path)
    do throws(FilesError) {
      try descriptor.writeAll(bytes)
      try descriptor.synchronize()
    } catch {
      unlink(descriptor.path)
      throw FilesError(error.code, path: path, detail: error.detail)
    }
    self.path = path
    self.directory = directory
    self.temporary = descriptor.path
    self.descriptor = descriptor
  }

  deinit {
    if !isRenamed { unlink(temporary) }
  }

  /// Gives the file its real name. Throws `alreadyExists` when something is there and `replacing`
  /// is false; then, and on any other failure before the renaming, the temporary is removed. A
  /// failure to synchronize the directory is thrown too, although the file is in place by then.
  public consuming func commit(replacing: Bool) throws(FilesError) {
    guard rename(replacing: replacing) == 0 else { throw FilesError(errno: errno, path: path) }
    isRenamed = true
    let folder = try Descriptor(opening: directory, O_RDONLY | O_DIRECTORY)
    try folder.synchronize()
  }

  private func rename(replacing: Bool) -> CInt {
    if replacing { return Glibc.rename(temporary, path) }
    // A second name, unlike a renaming, is never put over an existing one.
    if link(temporary, path) == 0 {
      unlink(temporary)
      return 0
    }
    guard errno == EPERM || errno == EOPNOTSUPP || errno == ENOSYS else { return -1 }
    return claimAndRename()
  }

  /// For file systems without hard links, such as exFAT: an empty file claims the name first.
  private func claimAndRename() -> CInt {
    let claim = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
    guard claim >= 0 else { return -1 }
    close(claim)
    if Glibc.rename(temporary, path) == 0 { return 0 }
    let number = errno
    unlink(path)
    errno = number
    return -1
  }

  /// An empty, locked file under a name nobody else uses.
  private static func create(
    in directory: String, name: String, mode: mode_t, for path: String
  ) throws(FilesError) -> Descriptor {
    for _ in 0..<16 {
      let partial = PathName.partial(of: name, random: .random(in: 0...(.max)))
      do throws(FilesError) {
        let descriptor = try Descriptor(
          opening: PathName.join(directory, partial), O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW,
          mode: mode)
        if try isOurs(descriptor) { return descriptor }
      } catch {
        if error.code == .alreadyExists { continue }
        throw FilesError(error.code, path: path, detail: error.detail)
      }
    }
    throw FilesError(.ioFailed, path: path, detail: "no free temporary name")
  }

  /// Locks a new temporary. False when, between creation and lock, a cleaner took it for a stale
  /// one.
  private static func isOurs(_ descriptor: borrowing Descriptor) throws(FilesError) -> Bool {
    do throws(FilesError) {
      guard try descriptor.tryLock() else { return false }
      return try descriptor.status().st_nlink > 0
    } catch {
      unlink(descriptor.path)
      throw error
    }
  }
}
