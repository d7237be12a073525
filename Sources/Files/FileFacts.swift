import Glibc

/// What the file system says about a regular file. Two equal values mean that the file was most
/// likely not written to in between.
public struct FileFacts: Hashable, Sendable {
  /// Length in bytes.
  public let size: Int64
  /// The last modification, whole seconds since 1970-01-01T00:00:00Z.
  public let modificationSeconds: Int64
  /// The rest of the last modification's time, 0 … 999 999 999 nanoseconds.
  public let modificationNanoseconds: Int64
  /// The inode number: one file on `device`.
  public let inode: UInt64
  /// The device number of the file system.
  public let device: UInt64

  init(_ status: stat) {
    size = Int64(status.st_size)
    modificationSeconds = Int64(status.st_mtim.tv_sec)
    modificationNanoseconds = Int64(status.st_mtim.tv_nsec)
    inode = UInt64(status.st_ino)
    device = UInt64(status.st_dev)
  }

  /// The facts of the regular file at `path`; symbolic links are followed.
  public static func of(_ path: String) throws(FilesError) -> FileFacts {
    let status = try FileStatus.following(path)
    guard FileStatus.isRegularFile(status) else {
      throw FilesError(.notARegularFile, path: path, detail: "not a regular file")
    }
    return FileFacts(status)
  }
}
