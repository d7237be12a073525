/// A path as a page shows it.
enum FilePath {
  /// `path` below `folder`; its last part when it is elsewhere.
  static func relative(_ path: String, to folder: String) -> String {
    path.hasPrefix(folder + "/") ? String(path.dropFirst(folder.count + 1)) : FileTitle.of(path)
  }
}
