/// What is read of a package, and what is written.
public struct PackageLimits: Sendable {
  /// The most files.
  public var files = 4096
  /// The most bytes of one file.
  public var fileBytes: Int64 = 512 << 20
  /// The most bytes of all files.
  public var totalBytes: Int64 = 4 << 30
  /// The most bytes of the index.
  public var indexBytes = 8 << 20
  /// How many times its compressed size a file may have, the first MiB not counted.
  public var growth: Int64 = 200

  /// The usual limits.
  public init() {}
}
