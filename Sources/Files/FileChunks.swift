/// Files read piece by piece, for digests and other work that needs no whole file in memory.
public enum FileChunks {
  /// Hands the regular file at `path` to `body` in order, `chunkSize` bytes at a time (the last
  /// piece is shorter; an empty file has none), and returns its facts.
  ///
  /// The same checks as `FileBytes.read`. When it throws, what `body` saw must be thrown away.
  @discardableResult
  public static func forEach(
    _ path: String, chunkSize: Int = 1 << 20, body: (UnsafeRawBufferPointer) -> Void
  ) throws(FilesError) -> FileFacts {
    precondition(chunkSize > 0)
    let reader = try StableReader(path)
    let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: chunkSize, alignment: 16)
    defer { buffer.deallocate() }
    var total: Int64 = 0
    var count = chunkSize
    // A file that only ever grows would otherwise be read forever.
    while count == chunkSize, total <= reader.facts.size {
      count = try reader.fill(buffer)
      if count > 0 { body(UnsafeRawBufferPointer(rebasing: buffer[..<count])) }
      total += Int64(count)
    }
    try reader.checkUnchanged(afterReading: total)
    return reader.facts
  }
}
