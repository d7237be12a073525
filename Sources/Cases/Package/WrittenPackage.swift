public import Trust

/// A package as it was written.
public struct WrittenPackage: Sendable {
  /// The folder or archive.
  public let path: String
  /// What its index says.
  public let index: PackageIndex
  /// The digest of the index file: the package in one number.
  public let digest: Digest
}
