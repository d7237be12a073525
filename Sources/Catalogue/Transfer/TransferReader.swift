import Files
import Trust

/// Reads a moved register row by row and holds it against its own count and digest.
struct TransferReader: ~Copyable {
  private let mostSchema: Int
  private var digest = StreamingDigest()
  private var begun: [UInt8] = []
  private var rows = 0
  private var hasHead = false
  private var tail: (rows: Int, sha256: String)?

  private init(mostSchema: Int) { self.mostSchema = mostSchema }

  /// Calls `body` for each row of the file at `path`, and returns how many there were. `notAnExport` when
  /// the file is not one, or not as it was written: what `body` did must then be undone.
  static func forEachRow(
    of path: String, schema mostSchema: Int,
    _ body: (SQLTable, [SQLValue]) throws(CatalogueError) -> Void
  ) throws(CatalogueError) -> Int {
    var reader = TransferReader(mostSchema: mostSchema)
    var failure: CatalogueError?
    do throws(FilesError) {
      try FileChunks.forEach(path) { chunk in
        guard failure == nil else { return }
        do throws(CatalogueError) { try reader.take(chunk, body) } catch { failure = error }
      }
    } catch {
      throw CatalogueError(
        error.code == .notFound ? .notFound : .inputOutput, "\(path): \(error.detail)")
    }
    if let failure { throw failure }
    return try reader.finish()
  }

  private mutating func take(
    _ chunk: UnsafeRawBufferPointer, _ body: (SQLTable, [SQLValue]) throws(CatalogueError) -> Void
  ) throws(CatalogueError) {
    var rest = chunk[...]
    while let end = rest.firstIndex(of: UInt8(ascii: "\n")) {
      begun += rest[...end]
      rest = rest[(end + 1)...]
      try take(line: begun, body)
      begun.removeAll(keepingCapacity: true)
    }
    begun += rest
    guard begun.count <= TransferFormat.longestLine else {
      throw CatalogueError(.notAnExport, "a line of more than \(TransferFormat.longestLine) bytes")
    }
  }

  private mutating func take(
    line: [UInt8], _ body: (SQLTable, [SQLValue]) throws(CatalogueError) -> Void
  ) throws(CatalogueError) {
    guard tail == nil else { throw CatalogueError(.notAnExport, "lines after the last") }
    switch try TransferLine(line) {
    case .head(let version, let schema):
      guard !hasHead else { throw CatalogueError(.notAnExport, "two first lines") }
      guard version <= TransferFormat.version, schema <= mostSchema else {
        throw CatalogueError(.newerSchema, "version \(version), schema \(schema)")
      }
      hasHead = true
    case .row(let table, let values):
      guard hasHead else { throw CatalogueError(.notAnExport, "no first line") }
      try body(table, values)
      rows += 1
    case .tail(let rows, let sha256):
      tail = (rows, sha256)
      return
    }
    digest.update(line)
  }

  private consuming func finish() throws(CatalogueError) -> Int {
    guard hasHead, let tail, begun.isEmpty else {
      throw CatalogueError(.notAnExport, "the file is incomplete")
    }
    guard tail.rows == rows, digest.finish().hex == tail.sha256 else {
      throw CatalogueError(.notAnExport, "the file is not as it was written")
    }
    return rows
  }
}
