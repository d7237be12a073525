/// The parameters of a statement as libpq takes them: one run of bytes, and where each value lies in
/// it. All are binary; which type each is, the statement says.
struct PostgreSQLParameters {
  /// PostgreSQL refuses fields of more.
  private static let mostBytes = 1 << 30

  private var bytes: [UInt8] = []
  private var places: [Range<Int>?] = []

  init(_ values: [SQLValue]) throws(CatalogueError) {
    for value in values {
      let start = bytes.count
      switch value {
      case .null:
        places.append(nil)
        continue
      case .integer(let number): append(UInt64(bitPattern: number))
      case .real(let number): append(number.bitPattern)
      case .bytes(let value): bytes += value
      case .text(let text):
        bytes += text.utf8
        guard !bytes[start...].contains(0) else {
          throw CatalogueError(.invalidEntry, "PostgreSQL stores no text with a NUL in it")
        }
      }
      guard bytes.count - start < Self.mostBytes else {
        throw CatalogueError(.tooLarge, "a value of \(bytes.count - start) bytes")
      }
      places.append(start..<bytes.count)
    }
    // An empty value needs an address too.
    bytes.append(0)
  }

  private mutating func append(_ number: UInt64) {
    bytes += (0..<8).map { UInt8(truncatingIfNeeded: number >> (56 - 8 * $0)) }
  }

  /// Calls `body` with the number of values, their addresses, lengths and formats.
  func withPointers<T>(
    _ body: (Int32, [UnsafePointer<CChar>?], [Int32], [Int32]) -> T
  ) -> T {
    bytes.withUnsafeBytes { buffer in
      let base = buffer.bindMemory(to: CChar.self).baseAddress
      return body(
        Int32(places.count),
        places.map { place in place.flatMap { base?.advanced(by: $0.lowerBound) } },
        places.map { Int32($0?.count ?? 0) }, places.map { _ in 1 })
    }
  }
}
