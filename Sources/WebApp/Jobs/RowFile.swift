import Files
import FoundationEssentials
import Glibc
import Synchronization
import Yuantu

/// What became of each file of a job, a line of JSON each, in the order in which they were done. A line that was being
/// written when the program was killed is passed over.
final class RowFile<Row: Codable & Sendable>: Sendable {
  private static var mostBytes: Int { 256 << 20 }

  private let path: String
  private let descriptor: Int32
  private let encoder = Mutex(JSONEncoder())

  /// Begins the file anew.
  init(_ path: String) throws(Problem) {
    self.path = path
    descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_APPEND | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else {
      throw Problem(
        any: FilesError(.ioFailed, path: path, detail: String(cString: strerror(errno))),
        path: path)
    }
  }

  deinit { close(descriptor) }

  func append(_ row: Row) {
    guard var line = encoder.withLock({ try? $0.encode(row) }) else { return }
    line.append(UInt8(ascii: "\n"))
    var rest = Array(line)[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
      if count < 0, errno == EINTR { continue }
      if count <= 0 { return }
      rest = rest.dropFirst(count)
    }
  }

  /// Up to `limit` rows beginning with number `offset`, and how many lines there are.
  static func read(_ path: String, offset: Int = 0, limit: Int = .max) -> (rows: [Row], count: Int)
  {
    guard let bytes = try? FileBytes.read(path, atMost: mostBytes) else { return ([], 0) }
    let decoder = JSONDecoder()
    var (rows, count) = ([Row](), 0)
    for line in bytes.split(separator: UInt8(ascii: "\n")) {
      if count >= offset, rows.count < limit,
        let row = try? decoder.decode(Row.self, from: Data(line))
      {
        rows.append(row)
      }
      count += 1
    }
    return (rows, count)
  }
}
