/// What adding an original changed.
public enum OriginalAddition: Hashable, Sendable {
  /// It was not there before.
  case added
  /// It was there, but had not been seen at this path.
  case knownNewPath
  /// It was there, with this path.
  case known
}
