import Cases

/// A package in memory.
struct MemorySource: PackageSource {
  var contents: [String: [UInt8]]

  var files: [(path: String, bytes: Int64)] { contents.map { ($0.key, Int64($0.value.count)) } }

  func read(
    _ path: String, piece: (UnsafeRawBufferPointer) -> Void
  ) throws(PackageError) {
    guard let bytes = contents[path] else { throw PackageError(.damagedArchive, path: path) }
    bytes.withUnsafeBytes { piece($0) }
  }
}
