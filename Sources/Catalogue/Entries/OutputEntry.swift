/// A place to which a copy was delivered.
public struct OutputEntry: Sendable, Hashable {
  /// The copy.
  public var copyID: String
  /// The path of the file.
  public var path: String

  /// A place of a copy.
  public init(copyID: String, path: String) {
    self.copyID = copyID
    self.path = path
  }
}
