import CZip
import Files

/// Puts a folder into a zip archive: pictures do not shrink, so everything is stored as it is.
enum ArchiveWriter {
  /// Writes `files` of `folder` to `path`, each with the given time of change (unix seconds), so that the
  /// same files give the same archive.
  static func write(
    _ files: [String], of folder: String, modified: Int64, to path: String
  ) throws(PackageError) {
    var code: CInt = 0
    guard let archive = zip_open(path, ZIP_CREATE | ZIP_EXCL, &code) else {
      throw failure(path, code)
    }
    for file in files {
      guard
        let source = zip_source_file_create("\(folder)/\(file)", 0, -1, nil)
      else {
        zip_discard(archive)
        throw failure(path, CInt(ZIP_ER_MEMORY))
      }
      let index = zip_file_add(archive, file, source, zip_flags_t(ZIP_FL_ENC_UTF_8))
      guard index >= 0 else {
        zip_source_free(source)
        zip_discard(archive)
        throw failure(path, CInt(ZIP_ER_MEMORY))
      }
      zip_set_file_compression(archive, UInt64(index), ZIP_CM_STORE, 0)
      zip_file_set_mtime(archive, UInt64(index), time_t(modified), 0)
    }
    guard zip_close(archive) == 0 else {
      zip_discard(archive)
      throw failure(path, CInt(ZIP_ER_WRITE))
    }
  }

  private static func failure(_ path: String, _ code: CInt) -> PackageError {
    PackageError(FilesError(.ioFailed, path: path, detail: "libzip \(code)"))
  }
}
