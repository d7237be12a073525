extension SQLStore {
  /// Takes in a picture; false when it was there.
  public func addPicture(_ entry: PictureEntry) throws(CatalogueError) -> Bool {
    try entry.validate()
    return try write { (connection) throws(CatalogueError) in
      try connection.run(
        Queries.insertPicture,
        [
          .bytes(entry.sha256), .integer(entry.size), .text(entry.fileName), .text(entry.path),
          .text(entry.mediaType), .integer(entry.pixelWidth), .integer(entry.pixelHeight),
          .optional(entry.originalSHA256), .optional(entry.pairingScore), .integer(entry.addedAt),
        ]) > 0
    }
  }

  /// The picture with this SHA-256.
  public func picture(sha256: [UInt8]) throws(CatalogueError) -> PictureEntry? {
    try pictures(Queries.picture, [.bytes(sha256)]).first
  }

  /// The pictures made from an original.
  public func pictures(ofOriginal sha256: [UInt8]) throws(CatalogueError) -> [PictureEntry] {
    try pictures(Queries.picturesOfOriginal, [.bytes(sha256)])
  }

  /// Some pictures, beginning after `sha256`.
  public func pictures(
    after sha256: [UInt8]?, limit: Int
  ) throws(CatalogueError) -> [PictureEntry] {
    try pictures(Queries.picturesAfter, [.bytes(sha256 ?? []), .integer(limit)])
  }

  private func pictures(
    _ query: String, _ values: [SQLValue]
  ) throws(CatalogueError) -> [PictureEntry] {
    try read { (connection) throws(CatalogueError) in
      try connection.rows(query, values) { (row) throws(CatalogueError) in
        PictureEntry(
          sha256: try row.bytes(0), size: try row.int(1), fileName: try row.text(2),
          path: try row.text(3), mediaType: try row.text(4), pixelWidth: try row.int(5),
          pixelHeight: try row.int(6), originalSHA256: row.optionalBytes(7),
          pairingScore: row.optionalReal(8), addedAt: try row.integer(9))
      }
    }
  }
}
