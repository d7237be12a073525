import Glibc

/// Why a file or a directory could not be used.
public struct FilesError: Error, Hashable, Sendable {
  /// The reasons, stable across versions.
  public enum Code: String, CaseIterable, Sendable {
    /// Nothing is at the path, or the path cannot name anything.
    case notFound
    /// The system refused access, or the file system is read-only.
    case permissionDenied
    /// The path leads to a directory, device, pipe or socket where a regular file is wanted.
    case notARegularFile
    /// A directory holds a name that is not UTF-8; `path` shows it with replacement characters.
    case nameNotUTF8
    /// Something is already at the path and was not to be replaced.
    case alreadyExists
    /// The disk is full or the quota is used up.
    case noSpace
    /// The file was written to while it was being read.
    case changedWhileReading
    /// Any other failure of the system.
    case ioFailed
    /// The file, or the folder tree, is larger than the caller allows.
    case tooLarge
    /// The system watches no more folders for this user.
    case watchLimit
  }

  /// The reason.
  public let code: Code
  /// The path as it was asked for.
  public let path: String
  /// A short technical text: the system's own words, or the bound that was passed.
  public let detail: String

  /// An error with all its parts.
  public init(_ code: Code, path: String, detail: String) {
    self.code = code
    self.path = path
    self.detail = detail
  }

  /// The error that a system call's `number` (an errno value) stands for.
  init(errno number: CInt, path: String) {
    self.init(FilesError.code(of: number), path: path, detail: String(cString: strerror(number)))
  }

  private static func code(of number: CInt) -> Code {
    switch number {
    case ENOENT, ENOTDIR: .notFound
    case EACCES, EPERM, EROFS: .permissionDenied
    case EISDIR, ENXIO: .notARegularFile
    case EILSEQ: .nameNotUTF8
    case EEXIST: .alreadyExists
    case ENOSPC, EDQUOT: .noSpace
    case EFBIG: .tooLarge
    default: .ioFailed
    }
  }
}
