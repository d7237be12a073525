import Files

/// A package as a folder.
struct FolderSource: PackageSource {
  private static let mostLevels = 8

  let folder: String
  let files: [(path: String, bytes: Int64)]

  /// Lists the folder. Links and special files anywhere in it are refused.
  init(_ folder: String, limits: PackageLimits) throws(PackageError) {
    self.folder = folder
    do throws(FilesError) {
      files = try PlainFolder.files(
        in: folder, atMost: 2 * limits.files, levels: Self.mostLevels)
    } catch {
      switch error.code {
      case .notARegularFile: throw PackageError(.notAFile, path: error.path)
      case .nameNotUTF8: throw PackageError(.unsafeName, path: error.path)
      case .tooLarge: throw PackageError(.tooManyFiles, path: folder, detail: error.detail)
      default: throw PackageError(error)
      }
    }
  }

  func read(_ path: String, piece: (UnsafeRawBufferPointer) -> Void) throws(PackageError) {
    do throws(FilesError) {
      try FileChunks.forEach("\(folder)/\(path)", body: piece)
    } catch { throw PackageError(error) }
  }
}
