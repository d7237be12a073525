/// A regular file that `FolderWalk` came across.
public struct FoundFile: Hashable, Sendable {
  /// The path to open it by: the argument it was found under, and the way from there.
  public let path: String
  /// The way from the argument; the file's name when the argument was the file itself.
  public let relativePath: String

  /// The file at `path`, `relativePath` from where the search began.
  public init(path: String, relativePath: String) {
    self.path = path
    self.relativePath = relativePath
  }

  /// Its own name, without folders.
  public var name: String { Self.name(of: path) }

  /// The last component of `path`.
  public static func name(of path: String) -> String { PathName.last(of: path) }
}
