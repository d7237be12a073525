public import Trust
public import Wording

/// The signed list of a package: every file with its digest, its role and a line of words.
public struct PackageIndex: Sendable, Equatable {
  /// What every index says it is.
  static let format = "yuantu-package"
  /// The version of the form.
  static let version: Int64 = 1

  /// One file of the list.
  public struct File: Sendable, Equatable {
    /// Its place in the package.
    public var path: String
    /// Its length.
    public var bytes: Int64
    /// Its digest.
    public var sha256: Digest
    /// What it is there for.
    public var role: PackageEntry.Role
    /// One line about it.
    public var words: LocalizedText
    /// The file it was made from.
    public var derivedFrom: Digest?
    /// The record that is about it.
    public var record: Digest?
  }

  /// One record of the list.
  public struct Record: Sendable, Equatable {
    /// The digest of its COSE signature.
    public var id: Digest
    /// Its folder.
    public var folder: String
    /// The file it is about.
    public var subject: Digest?
    /// The disclosed key of its mark.
    public var pictureKey: [UInt8]?
  }

  /// The package's name.
  public var name: String
  /// For whom it is.
  public var form: PackageForm
  /// What it is for.
  public var kind: String
  /// The platform.
  public var platform: String
  /// The shop's name, self-declared.
  public var shop: String
  /// The digest of the signer's public key.
  public var keyFingerprint: Digest
  /// When it was made, by the maker's clock: unix milliseconds.
  public var createdAt: Int64
  /// The program that made it.
  public var generator: String
  /// All files but the index and its signature.
  public var files: [File]
  /// All records.
  public var records: [Record]

  /// The file at a path.
  public func file(at path: String) -> File? { files.first { $0.path == path } }
}
