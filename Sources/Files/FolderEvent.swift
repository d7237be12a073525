/// What a `FolderWatch` saw.
public enum FolderEvent: Hashable, Sendable {
  /// The file at this path was closed by somebody who could write to it, moved there, or linked there.
  case fileCompleted(String)
  /// A folder was made at this path, moved or linked there. What is in it has not been reported.
  case folderAppeared(String)
  /// The watched folder at this path was removed, moved away, or its file system unmounted.
  case folderGone(String)
  /// Something has a name that is not UTF-8; the path shows it with replacement characters.
  case nameNotUTF8(String)
  /// More happened than the system kept: whatever is of interest must be looked at again.
  case overflowed
}
