import Files
import Glibc

/// A file that appears under its name only when it is finished.
///
/// Until then it has a hidden name in the same folder; when it is dropped unfinished it is removed, and
/// what a killed process leaves, `AtomicFile.removeStalePartials` removes.
/// Nobody but its owner may read it.
struct NewFile: ~Copyable {
  /// Where it is being made: an empty file at first.
  let temporaryPath: String
  private let prepared: PreparedFile

  /// Begins a file that is to be at `path`, where nothing may be.
  init(at path: String) throws(CatalogueError) {
    guard access(path, F_OK) != 0 else { throw CatalogueError(.alreadyExists, path) }
    do throws(FilesError) {
      prepared = try AtomicFile.prepare([], for: path, mode: 0o600)
    } catch { throw Self.error(error) }
    temporaryPath = prepared.temporaryPath
  }

  /// Makes it durable and gives it its name, unless something has appeared there meanwhile.
  consuming func publish() throws(CatalogueError) {
    try Self.synchronize(temporaryPath, O_RDWR)
    do throws(FilesError) { try prepared.commit(replacing: false) } catch {
      throw Self.error(error)
    }
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

  private static func error(_ error: FilesError) -> CatalogueError {
    let code: CatalogueError.Code =
      switch error.code {
      case .alreadyExists: .alreadyExists
      case .notFound: .notFound
      case .noSpace: .diskFull
      case .permissionDenied: .readOnly
      default: .inputOutput
      }
    return CatalogueError(code, "\(error.path): \(error.detail)")
  }
}
