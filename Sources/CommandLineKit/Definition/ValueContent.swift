/// What a text value names, so that a shell can complete it.
public enum ValueContent: Hashable, Sendable {
  /// Nothing a shell knows.
  case text
  /// A file.
  case file
  /// A folder.
  case directory
}
