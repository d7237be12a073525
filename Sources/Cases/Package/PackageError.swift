public import Files

/// Why a package could not be written, or was refused as a whole.
public struct PackageError: Error, Hashable, Sendable {
  /// The reasons, stable across versions.
  public enum Code: String, CaseIterable, Sendable {
    /// There is no index: another archive, or another folder.
    case notAPackage
    /// An index of a later version.
    case unsupportedVersion
    /// The index cannot be read, or contradicts itself.
    case malformedIndex
    /// A name that leads out of the package, is absolute, or cannot stand everywhere.
    case unsafeName
    /// Two files of one name, capital letters or not.
    case duplicateName
    /// A link, a device or anything else that is no file.
    case notAFile
    /// More files than are read.
    case tooManyFiles
    /// A file, or all together, larger than is read.
    case tooLarge
    /// A file that grows more than any picture would.
    case compressionBomb
    /// An archive whose parts do not fit together.
    case damagedArchive
    /// An archive with a password.
    case encrypted
    /// Files of the other form: originals or keys in a package that may be shown to anybody.
    case wrongForm
    /// A serial number or a place in a picture of a package that may be shown to anybody.
    case privateMetadata
    /// A source file is not the one that was meant.
    case sourceChanged
    /// Reading or writing failed.
    case filesFailed
    /// The index could not be signed.
    case signingFailed
  }

  /// The reason.
  public let code: Code
  /// The file in the package, or the package.
  public let path: String
  /// A short technical note.
  public let detail: String
  /// What failed below.
  public let underlying: FilesError?

  /// An error of these parts.
  public init(_ code: Code, path: String, detail: String = "") {
    self.code = code
    self.path = path
    self.detail = detail
    underlying = nil
  }

  /// A failure of the system.
  public init(_ error: FilesError) {
    code = .filesFailed
    path = error.path
    detail = error.detail
    underlying = error
  }
}
