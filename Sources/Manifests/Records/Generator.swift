/// The program that made a record.
public struct Generator: Hashable, Sendable {
  /// Its name.
  public var name: String
  /// Its version.
  public var version: String

  /// A program of this name and version.
  public init(name: String, version: String) {
    self.name = name
    self.version = version
  }
}
