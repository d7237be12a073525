import Glibc

/// Reads one regular file and notices when somebody writes to it meanwhile.
struct StableReader: ~Copyable {
  let facts: FileFacts
  private let descriptor: Descriptor

  init(_ path: String) throws(FilesError) {
    // Without O_NONBLOCK the opening of a pipe would wait for its writer.
    let descriptor = try Descriptor(opening: path, O_RDONLY | O_NONBLOCK | O_NOCTTY)
    let status = try descriptor.status()
    guard FileStatus.isRegularFile(status) else {
      throw FilesError(.notARegularFile, path: path, detail: "not a regular file")
    }
    self.facts = FileFacts(status)
    self.descriptor = descriptor
  }

  /// Fills the buffer as far as the file reaches; fewer bytes only at its end.
  func fill(_ buffer: UnsafeMutableRawBufferPointer) throws(FilesError) -> Int {
    var done = 0
    while done < buffer.count {
      let rest = UnsafeMutableRawBufferPointer(rebasing: buffer[done...])
      let count = try descriptor.read(into: rest)
      if count == 0 { break }
      done += count
    }
    return done
  }

  /// Refuses what was read when the file is not the one that was opened any more, or when `total`
  /// bytes were not all of it.
  func checkUnchanged(afterReading total: Int64) throws(FilesError) {
    guard total == facts.size, FileFacts(try descriptor.status()) == facts else {
      throw FilesError(
        .changedWhileReading, path: descriptor.path, detail: "size or modification time changed")
    }
  }
}
