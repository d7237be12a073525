import Files
import Glibc

/// Sees to it that a file outlives a power cut.
enum DurableFile {
  /// Returns when the contents of a file, or the names in a folder, are on disk.
  static func sync(_ path: String) throws(FilesError) {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else {
      throw FilesError(.ioFailed, path: path, detail: String(cString: strerror(errno)))
    }
    defer { close(descriptor) }
    guard fsync(descriptor) == 0 else {
      throw FilesError(.ioFailed, path: path, detail: String(cString: strerror(errno)))
    }
  }
}
