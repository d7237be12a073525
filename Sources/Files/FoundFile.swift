/// A regular file that `FolderWalk` came across.
public struct FoundFile: Hashable, Sendable {
  /// The path to open it by: the argument it was found under, and the way from there.
  public let path: String
  /// The way from the argument; the file's name when the argument was the file itself.
  public let relativePath: String
}
