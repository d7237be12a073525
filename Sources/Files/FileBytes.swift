/// Whole files in memory.
public enum FileBytes {
  /// The contents of the regular file at `path` (symbolic links are followed; pipes and devices
  /// are refused without waiting for them).
  ///
  /// A file of more than `limit` bytes is refused before any memory is taken (`tooLarge`); one
  /// that is written to meanwhile is refused afterwards (`changedWhileReading`).
  public static func read(_ path: String, atMost limit: Int) throws(FilesError) -> [UInt8] {
    let reader = try StableReader(path)
    guard reader.facts.size <= limit else {
      throw FilesError(
        .tooLarge, path: path, detail: "\(reader.facts.size) bytes, at most \(limit) are read")
    }
    // One byte more than the file has, so that growth shows as a longer reading.
    var bytes = [UInt8](repeating: 0, count: Int(reader.facts.size) + 1)
    let outcome = bytes.withUnsafeMutableBytes { buffer in
      Result { () throws(FilesError) in try reader.fill(buffer) }
    }
    let count = try outcome.get()
    try reader.checkUnchanged(afterReading: Int64(count))
    bytes.removeLast()
    return bytes
  }

  /// The first `count` bytes of the regular file at `path`, fewer when it is shorter.
  public static func head(_ path: String, count: Int) throws(FilesError) -> [UInt8] {
    let reader = try StableReader(path)
    var bytes = [UInt8](repeating: 0, count: Int(min(reader.facts.size, Int64(count))))
    let outcome = bytes.withUnsafeMutableBytes { buffer in
      Result { () throws(FilesError) in try reader.fill(buffer) }
    }
    bytes.removeLast(bytes.count - (try outcome.get()))
    return bytes
  }
}
