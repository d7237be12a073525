import Files
public import Trust

/// A package from somebody else, opened: its names, sizes and kinds are judged, its index is read,
/// nothing else has been looked at.
public struct PackageReader {
  /// The index's bytes, which its signature is over.
  public let indexBytes: [UInt8]
  /// What the index says. Nothing of it is believed before its signature is checked.
  public let index: PackageIndex
  /// The files that are there, whether or not the index lists them: path and length.
  public let present: [String: Int64]

  private let source: any PackageSource
  private let prefix: String

  /// Opens the folder or zip archive at `path`. A package is refused as a whole when a name leads out of
  /// it, is absolute or is there twice, when there is a link, or when it is beyond `limits`.
  public init(_ path: String, limits: PackageLimits = PackageLimits()) throws(PackageError) {
    let source: any PackageSource =
      Directory.exists(path)
      ? try FolderSource(path, limits: limits) : try ArchiveSource(path, limits: limits)
    try self.init(source, at: path, limits: limits)
  }

  /// Opens a package from elsewhere. `path` is only for messages.
  public init(
    _ source: any PackageSource, at path: String, limits: PackageLimits = PackageLimits()
  ) throws(PackageError) {
    let files = source.files
    guard files.count <= limits.files else {
      throw PackageError(.tooManyFiles, path: path, detail: "\(files.count) files")
    }
    var total: Int64 = 0
    for file in files {
      let (sum, overflow) = total.addingReportingOverflow(file.bytes)
      guard !overflow, file.bytes <= limits.fileBytes, sum <= limits.totalBytes else {
        throw PackageError(.tooLarge, path: file.path, detail: "\(file.bytes) bytes")
      }
      total = sum
    }
    // Whoever packs the folder again often packs it with the folder's own name.
    let prefix = Self.outerFolder(of: files.map(\.path))
    present = Dictionary(files.map { (String($0.path.dropFirst(prefix.count)), $0.bytes) }) {
      first, _ in first
    }
    guard present.count == files.count else { throw PackageError(.duplicateName, path: path) }
    self.source = source
    self.prefix = prefix
    guard let size = present[PackageLayout.index] else {
      throw PackageError(.notAPackage, path: path)
    }
    guard size <= limits.indexBytes else {
      throw PackageError(.tooLarge, path: PackageLayout.index, detail: "\(size) bytes")
    }
    let bytes = try Self.bytes(source, prefix + PackageLayout.index)
    indexBytes = bytes
    index = try PackageIndex(encoded: bytes)
  }

  /// The bytes of a file; nil when it is not there.
  public func bytes(_ path: String, atMost most: Int) throws(PackageError) -> [UInt8]? {
    guard let size = present[path] else { return nil }
    guard size <= most else {
      throw PackageError(.tooLarge, path: path, detail: "at most \(most) bytes are read")
    }
    return try Self.bytes(source, prefix + path)
  }

  /// The digest of a file that is there.
  public func digest(_ path: String) throws(PackageError) -> Digest {
    var digest = StreamingDigest()
    try source.read(prefix + path) { digest.update($0) }
    return digest.finish()
  }

  private static func bytes(
    _ source: any PackageSource, _ path: String
  ) throws(PackageError) -> [UInt8] {
    var bytes: [UInt8] = []
    try source.read(path) { bytes.append(contentsOf: $0) }
    return bytes
  }

  /// `NAME/` when everything stands in one folder and the index directly in it; otherwise nothing.
  private static func outerFolder(of paths: [String]) -> String {
    guard !paths.contains(PackageLayout.index), let first = paths.first,
      let slash = first.firstIndex(of: "/")
    else { return "" }
    let folder = String(first[...slash])
    return paths.contains(folder + PackageLayout.index) && paths.allSatisfy { $0.hasPrefix(folder) }
      ? folder : ""
  }
}
