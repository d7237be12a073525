/// A folder that `FolderWalk` is about to list.
public struct FoundFolder: Hashable, Sendable {
  /// The path to open it by: the argument it was found under, and the way from there.
  public let path: String
  /// The way from the argument; empty for the argument itself.
  public let relativePath: String
}
