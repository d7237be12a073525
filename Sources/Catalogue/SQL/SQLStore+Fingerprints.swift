extension SQLStore {
  /// Takes in a fingerprint; false when the picture has one, which then stays as it is.
  public func addFingerprint(_ entry: FingerprintEntry) throws(CatalogueError) -> Bool {
    try entry.validate()
    return try write { (connection) throws(CatalogueError) in
      try connection.run(
        Queries.insertFingerprint,
        [
          .bytes(entry.sha256), .bytes(entry.hashes), .integer(entry.hashQuality),
          .bytes(entry.imageCode), .integer(entry.addedAt),
        ]) > 0
    }
  }

  /// The fingerprint of an original or picture.
  public func fingerprint(sha256: [UInt8]) throws(CatalogueError) -> FingerprintEntry? {
    try read { (connection) throws(CatalogueError) in
      try connection.first(Queries.fingerprint, [.bytes(sha256)]) {
        (row) throws(CatalogueError) in
        FingerprintEntry(
          sha256: try row.bytes(0), hashes: try row.bytes(1), hashQuality: try row.int(2),
          imageCode: try row.bytes(3), addedAt: try row.integer(4))
      }
    }
  }
}
