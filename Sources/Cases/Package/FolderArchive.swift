import Files
import Glibc

/// A folder as one zip archive.
public enum FolderArchive {
  /// Writes the files of `folder` to `path`, stored as they are; one that is there is replaced. `modified` (unix seconds) is the
  /// time of change that the archive names for all of them.
  public static func write(
    _ folder: String, modified: Int64, to path: String
  ) throws(PackageError) {
    let files = FolderWalk.files(under: [folder]).files.map(\.relativePath)
    // Of its own, should two make the same archive at once.
    let partial = "\(path).\(UInt64.random(in: .min ... .max)).part"
    do throws(PackageError) {
      try ArchiveWriter.write(files, of: folder, modified: modified, to: partial)
    } catch {
      unlink(partial)
      throw error
    }
    guard rename(partial, path) == 0 else {
      throw PackageError(
        FilesError(.ioFailed, path: path, detail: String(cString: strerror(errno))))
    }
  }
}
