extension SQLStore {
  /// Takes in an original with its record.
  public func addOriginal(
    _ entry: OriginalEntry, record: RecordEntry?
  ) throws(CatalogueError) -> OriginalAddition {
    try entry.validate()
    let recordID = entry.recordID ?? record?.id
    if let record, record.id != recordID {
      throw CatalogueError(.invalidEntry, "original.recordID is not the identifier of its record")
    }
    return try write { (connection) throws(CatalogueError) in
      let known = try connection.first(Queries.original, [.bytes(entry.sha256)]) { _ in true }
      if known == nil {
        if let record { try Self.insert(record, connection) }
        try connection.run(Queries.insertOriginal, Self.values(of: entry, recordID: recordID))
      }
      let isNewPath = try connection.run(
        Queries.insertOriginalPath, [.bytes(entry.sha256), .text(entry.path)])
      return known == nil ? .added : isNewPath > 0 ? .knownNewPath : .known
    }
  }

  /// The original with this SHA-256.
  public func original(sha256: [UInt8]) throws(CatalogueError) -> OriginalEntry? {
    try read { (connection) throws(CatalogueError) in
      try connection.first(Queries.original, [.bytes(sha256)], Self.original)
    }
  }

  /// Every path at which the original was seen.
  public func paths(ofOriginal sha256: [UInt8]) throws(CatalogueError) -> [String] {
    try read { (connection) throws(CatalogueError) in
      try connection.rows(Queries.originalPaths, [.bytes(sha256)]) {
        (row) throws(CatalogueError) in try row.text(0)
      }
    }
  }

  /// Some originals, beginning after `sha256`.
  public func originals(
    after sha256: [UInt8]?, limit: Int
  ) throws(CatalogueError) -> [OriginalSummary] {
    try read { (connection) throws(CatalogueError) in
      try connection.rows(
        Queries.originalsAfter, [.bytes(sha256 ?? []), .integer(limit)], Self.summary)
    }
  }

  private static func values(of entry: OriginalEntry, recordID: [UInt8]?) -> [SQLValue] {
    [
      .bytes(entry.sha256), .integer(entry.size), .text(entry.path), .text(entry.fileName),
      .text(entry.mediaType), .text(entry.format), .optional(entry.pixelWidth),
      .optional(entry.pixelHeight), .optional(entry.exifJSON),
      .text(entry.findings.joined(separator: "\n")), .optional(entry.contentHashes),
      .optional(entry.preview), .integer(entry.addedAt), .optional(recordID),
    ]
  }

  private static func original(_ row: Connection.Row) throws(CatalogueError) -> OriginalEntry {
    OriginalEntry(
      sha256: try row.bytes(0), size: try row.int(1), path: try row.text(2),
      fileName: try row.text(3), mediaType: try row.text(4), format: try row.text(5),
      pixelWidth: row.optionalInt(6), pixelHeight: row.optionalInt(7),
      exifJSON: row.optionalText(8),
      findings: try row.text(9).split(separator: "\n").map(String.init),
      contentHashes: row.optionalBytes(10), preview: row.optionalBytes(11),
      addedAt: try row.integer(12), recordID: row.optionalBytes(13))
  }

  private static func summary(_ row: Connection.Row) throws(CatalogueError) -> OriginalSummary {
    OriginalSummary(
      sha256: try row.bytes(0), size: try row.int(1), path: try row.text(2),
      fileName: try row.text(3), pixelWidth: row.optionalInt(4), pixelHeight: row.optionalInt(5),
      contentHashes: row.optionalBytes(6), addedAt: try row.integer(7))
  }
}
