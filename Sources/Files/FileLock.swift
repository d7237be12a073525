import Glibc

/// A lock between processes, held as long as the value lives and released by the system
/// when the process dies.
public struct FileLock: ~Copyable, Sendable {
  private let descriptor: Descriptor

  private init(_ descriptor: consuming Descriptor) { self.descriptor = descriptor }

  /// Locks the file at `path`, created (mode 0600) when it is missing and never removed, because a
  /// removed lock file could be locked twice. Returns nil, without waiting, when it is held by another;
  /// several may hold it `shared`, and then nobody holds it otherwise.
  public static func acquire(
    _ path: String, shared: Bool = false
  ) throws(FilesError) -> FileLock? {
    let flags = O_RDWR | O_CREAT | O_NONBLOCK | O_NOCTTY
    let descriptor = try Descriptor(opening: path, flags, mode: 0o600)
    guard FileStatus.isRegularFile(try descriptor.status()) else {
      throw FilesError(.notARegularFile, path: path, detail: "not a regular file")
    }
    return try descriptor.tryLock(shared: shared) ? FileLock(descriptor) : nil
  }
}
