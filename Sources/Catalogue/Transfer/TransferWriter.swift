import Glibc
import Trust

/// A file that a register is written to, line by line; it appears when it is finished.
struct TransferWriter: ~Copyable {
  private static let bufferSize = 1 << 20

  private let file: NewFile
  private let output: OpenFile
  private var digest = StreamingDigest()
  private var buffer: [UInt8] = []

  /// Begins a file that is to be at `path`, where nothing may be.
  init(_ path: String) throws(CatalogueError) {
    let file = try NewFile(at: path)
    output = try OpenFile(file.temporaryPath)
    self.file = file
  }

  mutating func append(_ line: [UInt8]) throws(CatalogueError) {
    digest.update(line)
    buffer += line
    guard buffer.count >= Self.bufferSize else { return }
    try output.write(buffer)
    buffer.removeAll(keepingCapacity: true)
  }

  /// Adds the last line and gives the file its name.
  consuming func finish(rows: Int) throws(CatalogueError) {
    try output.write(buffer + TransferFormat.tail(rows: rows, sha256: digest.finish().hex))
    try file.publish()
  }

  private struct OpenFile: ~Copyable {
    private let path: String
    private let descriptor: Int32

    init(_ path: String) throws(CatalogueError) {
      descriptor = open(path, O_WRONLY | O_CLOEXEC)
      guard descriptor >= 0 else { throw NewFile.error(errno, path) }
      self.path = path
    }

    deinit { close(descriptor) }

    func write(_ bytes: [UInt8]) throws(CatalogueError) {
      var done = 0
      while done < bytes.count {
        let count = bytes.withUnsafeBytes {
          Glibc.write(descriptor, $0.baseAddress?.advanced(by: done), $0.count - done)
        }
        if count >= 0 {
          done += count
        } else if errno != EINTR {
          throw NewFile.error(errno, path)
        }
      }
    }
  }
}
