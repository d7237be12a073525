import Glibc

/// A whole file, readable as memory without being read first. The file must not be shortened while
/// the value lives: only files that are never changed once written are mapped.
public final class MappedFile: Sendable {
  /// The bytes of the file.
  public nonisolated(unsafe) let bytes: UnsafeRawBufferPointer

  /// Maps the regular file at `path`. An empty file has no bytes.
  public init(_ path: String) throws(FilesError) {
    let descriptor = try Descriptor(opening: path, O_RDONLY | O_NONBLOCK | O_NOCTTY)
    let status = try descriptor.status()
    guard FileStatus.isRegularFile(status) else {
      throw FilesError(.notARegularFile, path: path, detail: "not a regular file")
    }
    let size = Int(status.st_size)
    guard size > 0 else {
      bytes = UnsafeRawBufferPointer(start: nil, count: 0)
      return
    }
    guard let start = mmap(nil, size, PROT_READ, MAP_SHARED, descriptor.number, 0),
      start != MAP_FAILED
    else { throw FilesError(errno: errno, path: path) }
    bytes = UnsafeRawBufferPointer(start: start, count: size)
  }

  deinit {
    if let start = bytes.baseAddress {
      munmap(UnsafeMutableRawPointer(mutating: start), bytes.count)
    }
  }
}
