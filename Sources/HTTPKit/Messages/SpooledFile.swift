/// A body in a file of mode 0600, complete, not yet forced to disk.
public struct SpooledFile: Sendable {
  /// The path that the plan named.
  public let path: String
  /// Its length.
  public let bytes: Int
}
