/// Where a package's files come from: a folder, an archive, memory.
public protocol PackageSource {
  /// Every file with its length, in any order.
  var files: [(path: String, bytes: Int64)] { get }
  /// Hands the file's bytes on in pieces. A file that turns out longer than it said is refused.
  func read(
    _ path: String, piece: (UnsafeRawBufferPointer) -> Void
  ) throws(PackageError)
}
